import { subscribe, unsubscribe } from "node:diagnostics_channel";
import { eventSourceChannelName } from "@letsgo/event-source";
import { type Logger, outsideMessageScope } from "@letsgo/logger";
import { QUEUE_CHANNEL } from "@letsgo/queue";
import { createDeliveries } from "./deliveries.ts";
import { createEventSourceLines } from "./event-source-lines.ts";
import { createQueueLines } from "./queue-lines.ts";
import { workerChannelName } from "./worker-events.ts";
import { createWorkerLines } from "./worker-lines.ts";

/**
 * Writes one log line per message per hop: accepted, received, outcome. Lines of one message share its `messageId`; none
 * carries a payload. Where an invocation fails as a whole, each of its messages without an outcome gets one.
 *
 * @returns ends the subscription
 * @example
 * const stopLogging = logActivity(createLogger({ service: "worker" }));
 */
export function logActivity(logger: Logger): () => void {
  const deliveries = createDeliveries();
  const listeners = [
    [QUEUE_CHANNEL, guarded(logger, createQueueLines(logger))],
    [eventSourceChannelName, guarded(logger, createEventSourceLines(logger, deliveries))],
    [workerChannelName, guarded(logger, createWorkerLines(logger, deliveries))],
  ] as const;
  for (const [name, listener] of listeners) subscribe(name, listener);
  return () => {
    for (const [name, listener] of listeners) unsubscribe(name, listener);
  };
}

// --- internal ---

/** A subscriber that throws takes the process down (an uncaught exception on the next tick), so each catches everything. */
function guarded<Event>(logger: Logger, write: (event: Event) => void): (message: unknown) => void {
  return (message) => {
    try {
      // A line about a message that a handler enqueues is none of the handler's own.
      outsideMessageScope(() => write(message as Event));
    } catch (error) {
      logger.error({ err: error }, "Activity could not be logged");
    }
  };
}
