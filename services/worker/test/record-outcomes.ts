import { subscribe, unsubscribe } from "node:diagnostics_channel";
import { type WorkerEvent, workerChannelName } from "@letsgo/activity";

/** Keeps what the worker tells of receipts and outcomes until disposed, and waits for it. */
export function recordOutcomes(): Disposable & {
  readonly events: WorkerEvent[];
  /** The first event that matches, from those told and those to come. */
  waitFor(matches: (event: WorkerEvent) => boolean): Promise<WorkerEvent>;
} {
  const events: WorkerEvent[] = [];
  const waiting = new Set<(event: WorkerEvent) => void>();
  const keep = (message: unknown) => {
    const event = message as WorkerEvent;
    if (event.name === "started") return;
    events.push(event);
    for (const look of waiting) look(event);
  };
  subscribe(workerChannelName, keep);
  return {
    events,
    waitFor(matches) {
      const { promise, resolve } = Promise.withResolvers<WorkerEvent>();
      const look = (event: WorkerEvent) => {
        if (matches(event)) resolve(event);
      };
      for (const event of events) look(event);
      waiting.add(look);
      return promise;
    },
    [Symbol.dispose]: () => void unsubscribe(workerChannelName, keep),
  };
}
