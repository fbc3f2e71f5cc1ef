/**
 * SDK options that end a call, retries included, after 6 s: an emulator that is paused takes connections and never
 * answers, and the caller (an HTTP request, mostly) must hear of it.
 */
export function callDeadline(): { abortSignal: AbortSignal } {
  return { abortSignal: AbortSignal.timeout(CALL_DEADLINE_MS) };
}

// --- internal ---

const CALL_DEADLINE_MS = 6000;
