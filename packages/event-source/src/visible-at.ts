import type { SQSRecord } from "aws-lambda";
import type { SqsQueue } from "./sqs-queue.ts";

/** Notes when received messages are visible again unless they are deleted before. */
export function noteVisibleAt(records: readonly SQSRecord[], { visibilityTimeoutSeconds }: SqsQueue): void {
  const at = Date.now() + visibilityTimeoutSeconds * 1_000;
  for (const record of records) visibleAt.set(record, at);
}

/** The event's field that tells it, epoch milliseconds; empty where it is not known. */
export function visibleAtOf(record: SQSRecord): { visibleAt?: number } {
  const at = visibleAt.get(record);
  return at === undefined ? {} : { visibleAt: at };
}

// --- internal ---

/** Beside the records: they are Lambda's and have no room for it. */
const visibleAt = new WeakMap<SQSRecord, number>();
