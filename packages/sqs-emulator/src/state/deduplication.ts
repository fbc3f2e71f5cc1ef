import type { Deduplication, Queue, State } from "./model.ts";
import { schedule } from "./queues.ts";

/** How long a deduplication id is remembered, and a receive's attempt id: five minutes (D31). */
export const DEDUPLICATION_MS = 300_000;

/** What a FIFO message is deduplicated by. */
export interface DeduplicationIds {
  readonly groupId: string;
  readonly deduplicationId: string;
}

/** What was sent with these ids within the last five minutes, and makes another send a repetition. */
export function repeated(queue: Queue, ids: DeduplicationIds, now: number): Deduplication | undefined {
  const found = queue.deduplications.get(toKey(queue, ids))?.value;
  return found !== undefined && found.expiresAt > now ? found : undefined;
}

/** The key under which a send is remembered. A group's id has no space, so no two pairs have the same. */
export function toKey({ settings }: Queue, { groupId, deduplicationId }: DeduplicationIds): string {
  return settings.deduplicatesByGroup ? `${groupId} ${deduplicationId}` : deduplicationId;
}

export function remember(state: State, deduplication: Deduplication): void {
  const { queue, key, expiresAt } = deduplication;
  const before = queue.deduplications.get(key);
  if (before !== undefined) queue.deduplicationsByAge.remove(before);
  queue.deduplications.set(key, queue.deduplicationsByAge.add(deduplication, expiresAt));
  state.changes?.deduplications.add(deduplication);
  schedule(state, queue, expiresAt);
}

/** Forgets what is older than five minutes. */
export function forgetOld(state: State, queue: Queue, now: number): void {
  for (let first = queue.deduplicationsByAge.first(); first !== undefined; first = queue.deduplicationsByAge.first()) {
    if (first.key > now) break;
    queue.deduplicationsByAge.remove(first);
    queue.deduplications.delete(first.value.key);
    state.changes?.deduplications.add(first.value);
  }
  for (let first = queue.attemptsByAge.first(); first !== undefined; first = queue.attemptsByAge.first()) {
    if (first.key > now) break;
    queue.attemptsByAge.remove(first);
    queue.attempts.delete(first.value.id);
  }
}
