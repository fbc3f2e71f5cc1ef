import type { Logger } from "@letsgo/logger";
import type { Message } from "@letsgo/types";
import type { Context, SQSEvent, SQSRecord } from "aws-lambda";

/** What a message handler knows beside its message: Lambda's context of the invocation, and its own record. */
export interface MessageContext extends Context {
  /** The delivery that this call is for; `event.Records` holds the whole batch. */
  readonly record: SQSRecord;
  /** The message's identity: the same on every delivery and in every log line. */
  readonly messageId: string;
  /** How often the message was delivered so far, this time included; always 1 in direct mode. */
  readonly receiveCount: number;
  /** Aborted shortly before the function timeout, when the delivery counts as failed. Hand it to `fetch` and the like. */
  readonly signal: AbortSignal;
  /** Its lines carry the message's id and type. */
  readonly logger: Logger;
}

/**
 * Handles one message; the arguments are LetsGo's, so its handlers run unchanged. It fails by throwing: the message is
 * then delivered again (queued) or its failure is logged (direct). A message may come more than once.
 *
 * @example
 * export const orderNew: MessageHandler<Message<"order:new">> = async (message, _event, { logger }) => {
 *   logger.info({ orderId: message.payload.orderId }, "Order received");
 * };
 */
export type MessageHandler<M = Message> = (message: M, event: SQSEvent, context: MessageContext) => Promise<void>;

/** Message type to message handler. */
export type MessageHandlers = ReadonlyMap<string, MessageHandler>;

/**
 * One entry of a map of handlers. The payload is checked against the catalogue before a handler runs, so a handler of
 * type `T` may take it as the schema describes it.
 */
export function on<T extends string>(type: T, handler: MessageHandler<Message<T>>): [type: string, MessageHandler] {
  return [type, handler as MessageHandler];
}
