import type { Content, Queue, ReceiveAttempt, State } from "./model.ts";

/** What each thing takes beside its texts, in bytes: measured by many of each, and rounded up (`memory.test.ts`). */
const MESSAGE = 720;
const ATTRIBUTE = 150;
/** Its sequence number, and two texts more. */
const FIFO_MESSAGE = 80;
export const GROUP_BYTES = 300;
const DEDUPLICATION = 380;
const ATTEMPT = 330;
const RECEIVED_BY_ATTEMPT = 50;

/** Counts what has come to a queue, or with a minus what has gone. */
export function count(state: State, queue: Queue, bytes: number): void {
  queue.memoryBytes += bytes;
  state.memoryBytes += bytes;
}

/** What a message of this content takes in memory, about, and never more than is said. */
export function memoryOf(content: Content): number {
  const { body, bytes, attributes, traceHeader, groupId, deduplicationId } = content;
  const bodyBytes = attributes === undefined ? bytes : Buffer.byteLength(body);
  // One byte a character, or two as soon as one of them asks for it.
  let memory = MESSAGE + (bodyBytes === body.length ? bodyBytes : Math.max(bodyBytes, 2 * body.length));
  if (attributes !== undefined) memory += 2 * (bytes - bodyBytes) + ATTRIBUTE * Object.keys(attributes).length;
  if (traceHeader !== undefined) memory += 2 * traceHeader.length;
  if (groupId !== undefined) memory += FIFO_MESSAGE + groupId.length + (deduplicationId?.length ?? 0);
  return memory;
}

/** What is remembered of a send, also after its message is gone. */
export function memoryOfDeduplication(key: string): number {
  return DEDUPLICATION + key.length;
}

/** What is remembered of a receive with an attempt id. */
export function memoryOfAttempt({ key, received }: ReceiveAttempt): number {
  return ATTEMPT + 2 * key.length + RECEIVED_BY_ATTEMPT * received.length;
}
