import { count, memoryOfDeduplication } from "./memory.ts";
import type { Deduplication, Queue, State } from "./model.ts";
import { schedule } from "./queues.ts";

/** How long a deduplication id is remembered: five minutes (D31). */
export const DEDUPLICATION_MS = 300_000;

/** What a FIFO message is deduplicated by. */
export interface DeduplicationIds {
  readonly groupId: string;
  readonly deduplicationId: string;
}

/** What was sent with these ids within the last five minutes, and makes another send a repetition. */
export function repeated(queue: Queue, ids: DeduplicationIds, now: number): Deduplication | undefined {
  const found = queue.deduplications.get(toKey(queue, ids));
  return found !== undefined && found.expiresAt > now ? found : undefined;
}

/** The key under which a send is remembered. A group's id has no space, so no two pairs have the same. */
export function toKey({ settings }: Queue, { groupId, deduplicationId }: DeduplicationIds): string {
  return settings.deduplicatesByGroup ? `${groupId} ${deduplicationId}` : deduplicationId;
}

export function remember(state: State, deduplication: Deduplication): void {
  const { queue, key, expiresAt } = deduplication;
  const before = queue.deduplications.add(deduplication);
  if (before === undefined) count(state, queue, memoryOfDeduplication(key));
  state.changes?.deduplications.add(deduplication);
  schedule(state, queue, expiresAt);
}

/** Forgets what is older than five minutes. */
export function forgetSends(state: State, queue: Queue, now: number): void {
  for (const deduplication of queue.deduplications.expire(now)) {
    count(state, queue, -memoryOfDeduplication(deduplication.key));
    state.changes?.deduplications.add(deduplication);
  }
}
