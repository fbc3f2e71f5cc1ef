import type { Logger } from "@letsgo/logger";
import type { Deliveries } from "./deliveries.ts";
import { toRecordFields, writeFailedLine, writeSucceededLine } from "./record-lines.ts";
import type { WorkerEvent } from "./worker-events.ts";

/** Writes what the worker tells: direct deliveries received, and the outcome of every message. */
export function createWorkerLines(logger: Logger, deliveries: Deliveries): (event: WorkerEvent) => void {
  return (event) => {
    const { record } = event;
    if (event.name === "received") {
      logger.info({ ...toRecordFields(record), hop: "received", mode: "direct" }, "Message received");
      return;
    }
    if (event.name === "started") return; // the outcome's line tells how long it took
    if (!deliveries.settle(record)) return;
    switch (event.name) {
      case "succeeded":
        writeSucceededLine(logger, event);
        break;
      case "failed":
        writeFailedLine(logger, event);
        break;
      case "hopped":
        break; // its line is the producer's, which knows when the message is due
      case "skipped":
        logger.info(toRecordFields(record), "Message returned unhandled: an earlier one of its group failed");
        break;
      case "duplicate":
        writeSucceededLine(logger, { record, duplicate: true });
        break;
    }
  };
}
