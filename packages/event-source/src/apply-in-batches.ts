import type { SQSRecord } from "aws-lambda";
import { meaningOf } from "./error-meaning.ts";
import { BatchEntryError } from "./errors.ts";
import { toError } from "./to-error.ts";
import { backOffMs, pause } from "./waiting.ts";

/** One entry of a batch request that is about one received message. */
export interface BatchEntry {
  Id: string;
  ReceiptHandle: string;
}

/** What a batch request answers; SQS answers 200 even if every entry failed. */
export interface BatchAnswer {
  Failed?: readonly BatchFailure[] | undefined;
}

interface BatchFailure {
  Id?: string | undefined;
  Code?: string | undefined;
  Message?: string | undefined;
  SenderFault?: boolean | undefined;
}

export interface FailedRecord {
  record: SQSRecord;
  error: Error;
}

/**
 * Sends one batch request per ten records, and those that failed again with back-off, up to five tries in all.
 * Never throws; what comes back is every record for which SQS has not confirmed the request, with the reason.
 *
 * @param signal Once aborted there are no further tries.
 */
export async function applyInBatches(
  records: readonly SQSRecord[],
  send: (entries: BatchEntry[]) => Promise<BatchAnswer>,
  signal: AbortSignal,
): Promise<FailedRecord[]> {
  const given: FailedRecord[] = [];
  let pending = records;
  for (let attempt = 1; pending.length > 0; attempt += 1) {
    const failures = (await Promise.all(inTens(pending).map((chunk) => sendOnce(chunk, send)))).flat();
    const isLast = attempt === mostAttempts || signal.aborted;
    given.push(...failures.filter(({ error }) => isLast || !isRetryable(error)));
    pending = isLast ? [] : failures.filter(({ error }) => isRetryable(error)).map(({ record }) => record);
    if (pending.length > 0) await pause(backOffMs(attempt), signal);
  }
  return given;
}

// --- internal ---

const mostEntries = 10; // https://docs.aws.amazon.com/AWSSimpleQueueService/latest/APIReference/API_DeleteMessageBatch.html
const mostAttempts = 5;

async function sendOnce(
  records: readonly SQSRecord[],
  send: (entries: BatchEntry[]) => Promise<BatchAnswer>,
): Promise<FailedRecord[]> {
  try {
    // The index, since one batch may hold the same message twice and ids must differ.
    const entries = records.map(({ receiptHandle }, index) => ({ Id: String(index), ReceiptHandle: receiptHandle }));
    const { Failed: failures = [] } = await send(entries);
    return failures.flatMap((failure) => {
      const record = records[Number(failure.Id)];
      return record === undefined ? [] : [{ record, error: toEntryError(record, failure) }];
    });
  } catch (thrown) {
    return records.map((record) => ({ record, error: toError(thrown) }));
  }
}

function toEntryError({ messageId }: SQSRecord, { Code, Message, SenderFault }: BatchFailure): BatchEntryError {
  return new BatchEntryError(messageId, {
    code: Code ?? "Unknown",
    detail: Message ?? Code ?? "SQS refused the entry and gave no reason",
    senderFault: SenderFault ?? false,
  });
}

/** A queue that is gone took its messages with it. */
function isRetryable(error: Error): boolean {
  if (error instanceof BatchEntryError) return !error.senderFault;
  return meaningOf(error) !== "queue-missing";
}

function inTens(records: readonly SQSRecord[]): SQSRecord[][] {
  const count = Math.ceil(records.length / mostEntries);
  return Array.from({ length: count }, (_, index) => records.slice(index * mostEntries, (index + 1) * mostEntries));
}
