import { inspect } from "node:util";
import type { SQSRecord } from "aws-lambda";
import { InvalidBatchResponseError } from "./errors.ts";

/** The records of one batch by their outcome, each list in the order of the batch. */
export interface BatchOutcome {
  /** To be deleted. */
  succeeded: SQSRecord[];
  /** Listed in `batchItemFailures`; they stay in the queue. */
  failed: SQSRecord[];
}

/**
 * Reads a handler's answer as Lambda does with `ReportBatchItemFailures`: the listed ids failed, all others succeeded
 * (C15). Complete success: nothing, `{}`, an empty or null list (C16). An object without `batchItemFailures` is as good
 * as `{}`.
 *
 * @param response What the handler returned, already in its JSON form.
 * @throws {InvalidBatchResponseError} Complete failure (C17): not an object, no list, an id that is empty, null, under
 * another key, or not of this batch. Nothing may be deleted then.
 *
 * @example
 * const { succeeded, failed } = parseBatchResponse({ batchItemFailures: [{ itemIdentifier: id }] }, event.Records);
 */
export function parseBatchResponse(response: unknown, records: readonly SQSRecord[]): BatchOutcome {
  const known = new Set(records.map((record) => record.messageId));
  const failedIds = new Set(listOf(response).map((entry) => idOf(entry, known)));
  return {
    succeeded: records.filter((record) => !failedIds.has(record.messageId)),
    failed: records.filter((record) => failedIds.has(record.messageId)),
  };
}

// --- internal ---

function listOf(response: unknown): readonly unknown[] {
  if (isEmptyResponse(response)) return [];
  if (!isPlainObject(response)) throw invalid("the response", "a JSON object", response);
  const list = response.batchItemFailures;
  if (list === undefined || list === null) return [];
  if (!Array.isArray(list)) throw invalid("batchItemFailures", "a list", list);
  return list;
}

/** An empty string and an empty list count as an empty response: recorded against AWS for RBIF on streams. */
function isEmptyResponse(response: unknown): boolean {
  return (
    response === undefined || response === null || response === "" || (Array.isArray(response) && response.length === 0)
  );
}

function idOf(entry: unknown, known: ReadonlySet<string>): string {
  if (!isPlainObject(entry) || !Object.hasOwn(entry, "itemIdentifier")) {
    throw invalid("an entry of batchItemFailures", "an object with itemIdentifier", entry);
  }
  const id = entry.itemIdentifier;
  if (typeof id !== "string" || !known.has(id))
    throw invalid("itemIdentifier", "the id of a message of this batch", id);
  return id;
}

function isPlainObject(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

function invalid(subject: string, wanted: string, got: unknown): InvalidBatchResponseError {
  const shown = inspect(got, { depth: 2, breakLength: Number.POSITIVE_INFINITY }).slice(0, 200);
  return new InvalidBatchResponseError(
    `Expected ${subject} to be ${wanted}, got ${shown}; Lambda then keeps the whole batch in the queue`,
  );
}
