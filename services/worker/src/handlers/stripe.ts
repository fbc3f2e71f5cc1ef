import type { StripeMessage } from "@letsgo/types";
import type { MessageHandler } from "./message-handler.ts";
import { stripeHandlers } from "./stripe/index.ts";
import { unsupported } from "./stripe/unsupported.ts";

/** An event of Stripe's webhook: dispatched a second time, by Stripe's own event type. */
export const stripe: MessageHandler<StripeMessage> = async ({ payload }, event, context) => {
  const handler = stripeHandlers.get(payload.type) ?? unsupported;
  await handler(payload, event, context);
};
