import { move } from "./messages.ts";
import type { Queue, State } from "./model.ts";
import { schedule, touch } from "./queues.ts";
import { toSettings } from "./settings.ts";

/**
 * Gives a queue attributes that have been checked; undefined takes one away. Delay and visibility timeout count for what
 * is sent and received from now on (D4); on FIFO a new delay counts for what is delayed already, and a new retention
 * period counts for every message.
 */
export function setAttributes(
  state: State,
  queue: Queue,
  { attributes, now }: { attributes: ReadonlyMap<string, string | undefined>; now: number },
): void {
  const { delayMs } = queue.settings;
  for (const [name, value] of attributes) {
    if (value === undefined) queue.attributes.delete(name);
    else queue.attributes.set(name, value);
  }
  queue.settings = toSettings(queue.attributes);
  queue.modifiedAt = now;
  touch(state, queue);
  if (queue.isFifo && queue.settings.delayMs !== delayMs) delayAnew(state, queue, now);
  const oldest = queue.byAge.first();
  if (oldest !== undefined) schedule(state, queue, oldest.key + queue.settings.retentionMs);
}

// --- internal ---

function delayAnew(state: State, queue: Queue, now: number): void {
  const delayed = [...queue.hidden.values()].filter((message) => message.state === "delayed");
  for (const message of delayed) {
    const visibleAt = message.sentAt + queue.settings.delayMs;
    move(state, message, visibleAt > now ? "delayed" : "waiting", visibleAt);
  }
}
