import type { Message } from "@letsgo/types";
import type { MessageHandler } from "./message-handler.ts";

/** An order was placed: the worked example of the documentation. */
export const orderNew: MessageHandler<Message<"order:new">> = async ({ payload }, _event, { logger }) => {
  logger.info({ orderId: payload.orderId }, "Order received");
};
