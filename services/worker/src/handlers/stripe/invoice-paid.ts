import type { StripeHandler } from "./stripe-handler.ts";

/** An invoice was paid. The amount is in the currency's smallest unit, as Stripe gives it. */
export const invoicePaid: StripeHandler = async ({ id, stripeMode, data }, _event, { logger }) => {
  const { currency, amount_paid: amountPaid, id: invoiceId } = data.object;
  logger.info({ stripeMode, stripeEventId: id, invoiceId, currency, amountPaid }, "Invoice paid");
};
