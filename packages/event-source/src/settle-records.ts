import { ChangeMessageVisibilityBatchCommand, DeleteMessageBatchCommand, type SQSClient } from "@aws-sdk/client-sqs";
import type { SQSRecord } from "aws-lambda";
import { applyInBatches, type FailedRecord } from "./apply-in-batches.ts";
import { meaningOf } from "./error-meaning.ts";
import { type KeptReason, publish } from "./events.ts";
import { visibleAtOf } from "./visible-at.ts";

/** Where settled records are, and when to give up on settling them. */
export interface SettlingParts {
  client: SQSClient;
  queueUrl: string;
  signal: AbortSignal;
}

/** Deletes messages; each is told as `deleted`, or as given, or, where SQS did not confirm it, as `kept`. */
export async function deleteRecords(
  records: readonly SQSRecord[],
  { client, queueUrl, signal }: SettlingParts,
  name: "deleted" | "filtered" = "deleted",
): Promise<void> {
  const failed = await applyInBatches(
    records,
    (Entries) => client.send(new DeleteMessageBatchCommand({ QueueUrl: queueUrl, Entries })),
    signal,
  );
  tellSettled(records, failed, { done: name, undone: "delete-failed" });
}

/**
 * Gives messages back to the queue, visible at once; each is told as `released` or as `kept`. The last one goes first, and
 * what one receive brought goes in one request: else a later message of a FIFO group could overtake an earlier one.
 */
export async function releaseRecords(
  records: readonly SQSRecord[],
  { client, queueUrl, signal }: SettlingParts,
): Promise<void> {
  const failed = await applyInBatches(
    records.toReversed(),
    (entries) =>
      client.send(
        new ChangeMessageVisibilityBatchCommand({
          QueueUrl: queueUrl,
          Entries: entries.map((entry) => ({ ...entry, VisibilityTimeout: 0 })),
        }),
      ),
    signal,
  );
  tellSettled(records, failed, { done: "released", undone: "release-failed" });
}

/** Leaves messages to come back after their visibility timeout; nothing is sent. */
export function keepRecords(records: readonly SQSRecord[], reason: KeptReason, error?: Error): void {
  for (const record of records) tellKept(record, reason, error);
}

// --- internal ---

/** Tells each record once, in the order of `records`: as done, or as kept with the reason why SQS has not confirmed it. */
function tellSettled(
  records: readonly SQSRecord[],
  failed: readonly FailedRecord[],
  { done, undone }: { done: "deleted" | "filtered" | "released"; undone: KeptReason },
): void {
  const errors = new Map(failed.map(({ record, error }) => [record, error]));
  for (const record of records) {
    const error = errors.get(record);
    if (error === undefined) publish({ name: done, record });
    else tellKept(record, meaningOf(error) === "queue-missing" ? "queue-gone" : undone, error);
  }
}

function tellKept(record: SQSRecord, reason: KeptReason, error: Error | undefined): void {
  const visibleAt = reason === "queue-gone" ? {} : visibleAtOf(record);
  publish({ name: "kept", record, reason, ...visibleAt, ...(error && { error }) });
}
