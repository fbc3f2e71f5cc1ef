import { DEDUPLICATION_MS, remember, repeated, toKey } from "./deduplication.ts";
import { memoryOf } from "./memory.ts";
import { arrive } from "./messages.ts";
import type { Content, Queue, State } from "./model.ts";

export interface Sent {
  readonly messageId: string;
  readonly sequenceNumber: string | undefined;
}

/**
 * Sends a message. On FIFO a repetition within five minutes changes nothing and gets the first one's answer (D31).
 *
 * @param send.content of a FIFO queue with both ids
 * @param send.delayMs what goes before the queue's delay (D2); on FIFO undefined (D3)
 */
export function send(
  state: State,
  queue: Queue,
  { content, delayMs = queue.settings.delayMs, now }: { content: Content; delayMs?: number | undefined; now: number },
): Sent {
  const ids = { groupId: content.groupId ?? "", deduplicationId: content.deduplicationId ?? "" };
  const before = queue.isFifo ? repeated(queue, ids, now) : undefined;
  if (before !== undefined) return before;
  const { id: messageId, sequenceNumber } = arrive(state, queue, {
    id: state.options.newId(),
    content,
    sentAt: now,
    visibleAt: now + delayMs,
    now,
  });
  if (sequenceNumber !== undefined) {
    const expiresAt = now + DEDUPLICATION_MS;
    remember(state, { queue, key: toKey(queue, ids), messageId, sequenceNumber, expiresAt });
  }
  return { messageId, sequenceNumber };
}

/** Whether a message of this content fits within the bound of memory. */
export function hasRoomFor({ memoryBytes, options }: State, content: Content): boolean {
  return memoryBytes + memoryOf(content) <= options.memoryLimitBytes;
}
