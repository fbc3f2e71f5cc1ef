/** SDK options that bound a call in time. */
export interface CallDeadline {
  readonly abortSignal: AbortSignal;
}

/**
 * SDK options that end a call, retries included, after 6 s: an emulator that is paused takes connections and never
 * answers, and the caller (an HTTP request, mostly) must hear of it.
 *
 * @param sinceMs since when the caller waits, by `performance.now()`; a second is left at least. Now by default
 */
export function callDeadline(sinceMs: number = performance.now()): CallDeadline {
  const waitedMs = performance.now() - sinceMs;
  return { abortSignal: AbortSignal.timeout(Math.max(Math.round(CALL_DEADLINE_MS - waitedMs), LEAST_CALL_MS)) };
}

// --- internal ---

const CALL_DEADLINE_MS = 6000;
const LEAST_CALL_MS = 1000;
