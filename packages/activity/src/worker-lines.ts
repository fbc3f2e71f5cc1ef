import type { Logger } from "@letsgo/logger";
import { toRecordFields, writeFailedLine } from "./record-fields.ts";
import type { WorkerEvent } from "./worker-events.ts";

/**
 * Writes what the worker tells: direct deliveries received, and the outcome of every message.
 *
 * @param settled the records that have their outcome line already; a late outcome of one of them is not written
 */
export function createWorkerLines(logger: Logger, settled: WeakSet<object>): (event: WorkerEvent) => void {
  return (event) => {
    const { record } = event;
    if (event.name === "received") {
      logger.info({ ...toRecordFields(record), hop: "received", mode: "direct" }, "Message received");
      return;
    }
    if (settled.has(record)) return;
    settled.add(record);
    switch (event.name) {
      case "succeeded": {
        const { type, durationMs } = event;
        const fields = { ...toRecordFields(record), type, durationMs, hop: "outcome", outcome: "succeeded" };
        logger.info(fields, "Message succeeded");
        break;
      }
      case "failed":
        writeFailedLine(logger, event);
        break;
      case "duplicate": {
        const fields = { ...toRecordFields(record), hop: "outcome", outcome: "succeeded", duplicate: true };
        logger.info(fields, "Message acknowledged: it had been handled before");
        break;
      }
    }
  };
}
