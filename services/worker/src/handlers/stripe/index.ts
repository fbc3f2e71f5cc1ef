import { invoicePaid } from "./invoice-paid.ts";
import type { StripeHandler } from "./stripe-handler.ts";

/**
 * Handlers by Stripe's event type; every other type is acknowledged by `unsupported`. The types of the subscription's
 * life: https://docs.stripe.com/billing/subscriptions/overview#subscription-events
 */
export const stripeHandlers: ReadonlyMap<string, StripeHandler> = new Map([["invoice.paid", invoicePaid]]);
