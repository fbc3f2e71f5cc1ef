import type { StripeMessage } from "@letsgo/types";
import type { MessageHandler } from "../message-handler.ts";

/** Handles one Stripe event: the event as Stripe sent it, with `stripeMode` beside it. */
export type StripeHandler = MessageHandler<StripeMessage["payload"]>;
