import type { EventSourceEvent } from "@letsgo/event-source";
import type { Logger } from "@letsgo/logger";
import type { SQSRecord } from "aws-lambda";
import { toRecordFields, writeFailedLine } from "./record-fields.ts";

/**
 * Writes what the event source tells: messages received, and the outcome of those that the handler itself told none of
 * (a handler from elsewhere, or an invocation that failed as a whole).
 *
 * @param settled the records that have their outcome line already
 */
export function createEventSourceLines(logger: Logger, settled: WeakSet<object>): (event: EventSourceEvent) => void {
  const settle = (record: SQSRecord, write: () => void) => {
    if (settled.has(record)) return;
    settled.add(record);
    write();
  };
  return (event) => {
    switch (event.name) {
      case "received":
        logger.info({ ...toRecordFields(event.record), hop: "received", mode: "queued" }, "Message received");
        break;
      case "invocation-failed":
        for (const record of event.records) {
          settle(record, () => writeFailedLine(logger, { record, error: event.error, durationMs: event.durationMs }));
        }
        break;
      case "deleted":
        settle(event.record, () =>
          logger.info({ ...toRecordFields(event.record), hop: "outcome", outcome: "succeeded" }, "Message succeeded"),
        );
        break;
      case "kept":
        if (event.reason === "reported") {
          settle(event.record, () => writeFailedLine(logger, { record: event.record, error: reportedError }));
        } else if (event.reason !== "invocation-failed") {
          logger.warn(
            { ...toRecordFields(event.record), reason: event.reason, err: event.error },
            "Message comes back",
          );
        }
        break;
      case "released":
        logger.info(toRecordFields(event.record), "Message released unhandled: the poller is stopping");
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
