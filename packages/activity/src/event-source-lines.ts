import type { EventSourceEvent, KeptEvent } from "@letsgo/event-source";
import type { Logger } from "@letsgo/logger";
import type { Deliveries } from "./deliveries.ts";
import { toRecordFields, writeFailedLine, writeSucceededLine } from "./record-lines.ts";

/**
 * Writes what the event source tells: messages received, and the outcome of those that the handler itself told none of
 * (a handler from elsewhere, or an invocation that failed as a whole).
 */
export function createEventSourceLines(logger: Logger, deliveries: Deliveries): (event: EventSourceEvent) => void {
  return (event) => {
    switch (event.name) {
      case "received":
        deliveries.begin(event.record);
        logger.info({ ...toRecordFields(event.record), hop: "received", mode: "queued" }, "Message received");
        break;
      case "invocation-failed":
        for (const record of event.records) {
          if (deliveries.fail(record)) writeFailedLine(logger, { ...event, record });
        }
        break;
      case "deleted":
        if (deliveries.end(event.record)) writeSucceededLine(logger, event);
        break;
      case "filtered":
        logger.info(toRecordFields(event.record), "Message deleted unhandled: no filter matches it");
        break;
      case "kept":
        writeKeptLine(logger, deliveries, event);
        break;
      case "released":
        logger.info(toRecordFields(event.record), "Message released unhandled: the poller is stopping");
        break;
      case "extend-failed":
        logger.warn(
          { ...toRecordFields(event.record), err: event.error },
          "Message not kept hidden: it may come again",
        );
        break;
      case "poll-failed":
        logger.error({ err: event.error }, "The queue cannot be polled; trying on");
        break;
      case "poll-recovered":
        logger.info("The queue is polled again");
        break;
    }
  };
}

// --- internal ---

const reportedError = new Error("The handler reported this message in batchItemFailures");

function writeKeptLine(logger: Logger, deliveries: Deliveries, { record, reason, error }: KeptEvent): void {
  const isUntold = deliveries.end(record);
  if (reason === "invocation-failed") return;
  if (reason !== "reported") logger.warn({ ...toRecordFields(record), reason, err: error }, keptWords[reason]);
  else if (isUntold) writeFailedLine(logger, { record, error: reportedError });
}

/** What becomes of a message that its handler has not failed. */
const keptWords: Readonly<Record<Exclude<KeptEvent["reason"], "invocation-failed" | "reported">, string>> = {
  "group-failed": "Message comes back: an earlier one of its group failed",
  stopped: "Message comes back: its handler was still running at the end of the grace period",
  "delete-failed": "Message may come back: SQS has not confirmed that it is deleted",
  "release-failed": "Message comes back after its visibility timeout: SQS has not taken it back at once",
  "queue-gone": "Message is gone: its queue does not exist any more",
};
