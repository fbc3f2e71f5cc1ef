import { setImmediate } from "node:timers/promises";
import type { Clock } from "../clock.ts";

/** A clock that goes only when told. */
export interface FakeClock extends Clock {
  /** Goes on by this much; each pause that ends in between ends at its time. */
  advance(durationMs: number): Promise<void>;
}

export function createFakeClock(): FakeClock {
  const timers = new Set<Timer>();
  let nowMs = 0;
  return {
    nowMs: () => nowMs,
    pause(durationMs, signal) {
      const { promise, resolve } = Promise.withResolvers<void>();
      const timer = { atMs: nowMs + durationMs, end: resolve };
      timers.add(timer);
      signal.addEventListener("abort", resolve as () => void, { once: true });
      if (signal.aborted) resolve();
      return promise.finally(() => timers.delete(timer));
    },
    async advance(durationMs) {
      const untilMs = nowMs + durationMs;
      for (;;) {
        await setImmediate(); // whoever can go on does so first
        let next: Timer | undefined;
        for (const timer of timers) if (timer.atMs < (next?.atMs ?? Number.POSITIVE_INFINITY)) next = timer;
        if (next === undefined || next.atMs > untilMs) break;
        nowMs = next.atMs;
        timers.delete(next);
        next.end();
      }
      nowMs = untilMs;
    },
  };
}

// --- internal ---

interface Timer {
  atMs: number;
  end: () => void;
}
