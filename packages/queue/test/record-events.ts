import { subscribe, unsubscribe } from "node:diagnostics_channel";
import { QUEUE_CHANNEL, type QueueEvent } from "../src/index.ts";

/** Keeps what is told on the package's channel until disposed. */
export function recordEvents(): Disposable & { readonly events: QueueEvent[] } {
  const events: QueueEvent[] = [];
  const keep = (event: unknown) => void events.push(event as QueueEvent);
  subscribe(QUEUE_CHANNEL, keep);
  return { events, [Symbol.dispose]: () => void unsubscribe(QUEUE_CHANNEL, keep) };
}
