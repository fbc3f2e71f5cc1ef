import type { Queue, State } from "./model.ts";
import { clear, touch } from "./queues.ts";

/** How long after a purge another is refused (D24). */
const PURGE_MS = 60_000;

/** Removes all messages of a queue; on FIFO what they are deduplicated by, too. */
export function purge(state: State, queue: Queue, now: number): "done" | "in progress" {
  if (queue.purgedAt !== undefined && queue.purgedAt + PURGE_MS > now) return "in progress";
  queue.purgedAt = now;
  clear(state, queue);
  touch(state, queue);
  return "done";
}
