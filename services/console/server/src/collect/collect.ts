import { setImmediate as nextTurn } from "node:timers/promises";
import type { Store } from "../store/store.ts";
import type { ParsedBatch } from "./parse-batch.ts";

/**
 * Stores a batch in small transactions, between which other requests have their turn. What a process has shipped before is
 * left out, so that a batch whose answer was lost may come again, also after a kill in its midst.
 *
 * @returns how many events were new
 */
export async function collect(store: Store, { process, dropped, events, malformed }: ParsedBatch): Promise<number> {
  let fresh = 0;
  const before = store.shippers.lastOf(process);
  for (let start = 0; start < events.length; start += EVENTS_AT_ONCE) {
    fresh += store.apply(process, events.slice(start, start + EVENTS_AT_ONCE));
    while (store.evict()) await nextTurn();
    await nextTurn();
  }
  store.shippers.note(process, { dropped, malformed, before }, Date.now());
  return fresh;
}

// --- internal ---

const EVENTS_AT_ONCE = 100;
