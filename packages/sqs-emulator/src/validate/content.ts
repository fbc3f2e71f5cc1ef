import { hash } from "node:crypto";
import { invalidParameter, invalidValue, missingParameter, SqsError } from "../errors.ts";
import type { Content, Queue } from "../state/model.ts";
import { hasOnlyAllowedCharacters, invalidCharacters } from "./characters.ts";
import { md5OfAttributes, md5OfText } from "./digest.ts";
import { type Input, idOf, integerOf, isObject, textOf } from "./input.ts";
import { messageAttributesOf, sizeOf } from "./message-attributes.ts";

export const noDeduplicationId =
  "The queue should either have ContentBasedDeduplication enabled or MessageDeduplicationId provided explicitly";

/** Who sends, and how. */
export interface Sender {
  readonly senderId: string;
  readonly traceHeader: string | undefined;
  readonly isBatch: boolean;
}

/**
 * Checks what is to be sent to a queue.
 *
 * @throws {SqsError} D26 to D29, D31
 */
export function contentOf(input: Input, queue: Queue, { senderId, traceHeader, isBatch }: Sender): Content {
  const body = textOf(input, "MessageBody");
  if (!body) throw missingParameter("MessageBody");
  const attributes = messageAttributesOf(input);
  const bytes = bytesOf(body, attributes);
  const limit = queue.settings.maximumMessageSize;
  if (bytes > limit) {
    const what = isBatch ? "cannot be validated" : "are invalid";
    throw invalidParameter(`One or more parameters ${what}. Reason: Message must be shorter than ${limit} bytes.`);
  }
  if (!hasOnlyAllowedCharacters(body)) throw new SqsError("InvalidMessageContents", invalidCharacters);
  const { groupId, deduplicationId } = idsOf(input, queue, body);
  return {
    body,
    md5OfBody: md5OfText(body),
    attributes,
    md5OfAttributes: attributes && md5OfAttributes(attributes),
    traceHeader,
    senderId,
    groupId,
    deduplicationId,
    bytes,
  };
}

/** Bytes of an entry that need not be valid, for the limit of a whole batch. */
export function roughBytesOf(input: Input): number {
  const { MessageBody, MessageAttributes } = input;
  return bytesOf(
    typeof MessageBody === "string" ? MessageBody : "",
    isObject(MessageAttributes) ? MessageAttributes : undefined,
  );
}

/**
 * The delay that a message is sent with; undefined for the queue's.
 *
 * @throws {SqsError} D1; on FIFO D3
 */
export function delayMsOf(input: Input, queue: Queue): number | undefined {
  const seconds = integerOf(input, "DelaySeconds");
  if (seconds === undefined) return undefined;
  if (seconds < 0 || seconds > 900) {
    throw invalidValue("DelaySeconds", seconds, "DelaySeconds must be >= 0 and <= 900.");
  }
  if (!queue.isFifo) return seconds * 1000;
  if (seconds === 0) return undefined;
  throw invalidValue("DelaySeconds", seconds, "The request include parameter that is not valid for this queue type.");
}

// --- internal ---

function bytesOf(body: string, attributes: Readonly<Record<string, unknown>> | undefined): number {
  let bytes = Buffer.byteLength(body);
  if (attributes === undefined) return bytes;
  for (const name of Object.keys(attributes)) bytes += sizeOf(name, attributes[name]);
  return bytes;
}

function idsOf(input: Input, queue: Queue, body: string): Pick<Content, "groupId" | "deduplicationId"> {
  const deduplicationId = idOf(input, "MessageDeduplicationId");
  const groupId = idOf(input, "MessageGroupId");
  if (!queue.isFifo) {
    if (deduplicationId === undefined) return { groupId, deduplicationId };
    const reason = "The request includes a parameter that is not valid for this queue type.";
    throw invalidValue("MessageDeduplicationId", deduplicationId, reason);
  }
  if (groupId === undefined) throw missingParameter("MessageGroupId");
  if (deduplicationId !== undefined) return { groupId, deduplicationId };
  if (!queue.settings.deduplicatesByContent) throw invalidParameter(noDeduplicationId);
  return { groupId, deduplicationId: hash("sha256", body) };
}
