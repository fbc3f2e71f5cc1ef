import { pause } from "./waiting.ts";

/** Time as the poller sees it, so that windows and scaling can be tested without waiting. */
export interface Clock {
  /** Milliseconds since some start; never goes back. */
  nowMs(): number;
  /** Waits, and ends early, without an error, once `signal` is aborted. */
  pause(durationMs: number, signal: AbortSignal): Promise<void>;
}

/** The machine's own time. */
export const systemClock: Clock = { nowMs: () => performance.now(), pause };
