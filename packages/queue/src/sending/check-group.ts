import type { EnqueueOptions } from "../enqueue-options.ts";
import { InvalidGroupError } from "../errors.ts";
import { MAX_GROUP_ID_LENGTH } from "../queue-limits.ts";

/** What orders a message and tells it from duplicates. */
export interface Group {
  readonly groupId: string | undefined;
  readonly deduplicationId: string | undefined;
}

/**
 * Checks a message's group and deduplication id (D31); a standard queue takes a group too (D33), but no deduplication id.
 * On a FIFO queue the deduplication id is the message's identity where the caller gives none, so that a send whose answer
 * was lost may be made again.
 *
 * @throws {InvalidGroupError} where one is missing, not allowed or not what SQS takes
 */
export function checkGroup(options: EnqueueOptions, own: { messageId: string; fifo: boolean }): Group {
  const groupId = checkId("groupId", options.groupId);
  const deduplicationId = checkId("deduplicationId", options.deduplicationId);
  if (own.fifo && groupId === undefined) {
    throw new InvalidGroupError("groupId", "Expected groupId to be given on a FIFO queue, got none.");
  }
  if (!own.fifo && deduplicationId !== undefined) {
    throw new InvalidGroupError(
      "deduplicationId",
      `Expected deduplicationId to be left out on a standard queue, got ${JSON.stringify(deduplicationId)}. ` +
        "Only a queue whose name ends in .fifo tells duplicates.",
    );
  }
  return { groupId, deduplicationId: own.fifo ? (deduplicationId ?? own.messageId) : undefined };
}

// --- internal ---

/** Letters, digits and ASCII's punctuation; no blank. */
const ID = /^[!-~]+$/;

function checkId(option: "groupId" | "deduplicationId", value: unknown): string | undefined {
  if (value === undefined) return undefined;
  if (typeof value === "string" && value.length <= MAX_GROUP_ID_LENGTH && ID.test(value)) return value;
  const got = typeof value === "string" ? JSON.stringify(value) : typeof value;
  throw new InvalidGroupError(
    option,
    `Expected ${option} to be 1 to ${MAX_GROUP_ID_LENGTH} letters, digits and punctuation marks, got ${got}.`,
  );
}
