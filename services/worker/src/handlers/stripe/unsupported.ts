import type { StripeHandler } from "./stripe-handler.ts";

/** Stripe sends every type that the webhook is registered for: one that nobody handles is accepted, not failed. */
export const unsupported: StripeHandler = async ({ id, type, stripeMode }, _event, { logger }) => {
  logger.info(
    { stripeMode, stripeEventId: id, stripeType: type },
    "Unsupported Stripe event type: accepted and logged",
  );
};
