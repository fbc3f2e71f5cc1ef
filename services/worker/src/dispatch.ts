import type { Logger } from "@letsgo/logger";
import type { OpenedRecord } from "@letsgo/queue/receive";
import type { Context, SQSEvent } from "aws-lambda";
import type { Deadline } from "./deadline.ts";
import { UnknownTypeError } from "./errors.ts";
import type { MessageContext, MessageHandlers } from "./handlers/message-handler.ts";
import { tell } from "./tell.ts";

/** The invocation that a record came in. */
export interface Invocation {
  readonly event: SQSEvent;
  readonly context: Context;
  readonly deadline: Pick<Deadline, "signal" | "isOver">;
}

/** Hands an opened record to its message handler; settles as the handler does. */
export type Dispatch = (opened: OpenedRecord, invocation: Invocation) => Promise<void>;

/**
 * Dispatches by message type. The lookup is a Map's: a type like `constructor` finds nothing.
 *
 * @throws {UnknownTypeError} (as a rejection) where no handler is registered for the type
 */
export function createDispatch({ handlers, logger }: { handlers: MessageHandlers; logger: Logger }): Dispatch {
  return async (opened, invocation) => {
    const { message } = opened;
    const handler = handlers.get(message.type);
    if (!handler) throw new UnknownTypeError(message.type);
    tell({ name: "started", record: opened.record, type: message.type });
    await handler(message, invocation.event, toMessageContext(opened, invocation, logger));
  };
}

// --- internal ---

/** Inherits from Lambda's context, so that its accessors (`callbackWaitsForEmptyEventLoop`) still act on it. */
function toMessageContext(
  opened: OpenedRecord,
  { context, deadline: { signal } }: Invocation,
  logger: Logger,
): MessageContext {
  const { record, messageId, receiveCount } = opened;
  return Object.assign(Object.create(context) as Context, { record, messageId, receiveCount, signal, logger });
}
