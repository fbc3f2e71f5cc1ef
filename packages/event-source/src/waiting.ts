import { setTimeout } from "node:timers/promises";

/**
 * How long to wait before try number `attempt` (the first is 1): 100 ms doubled each time, at most 1 s, of which
 * a random half is taken off so that pollers which failed together do not try again together.
 */
export function backOffMs(attempt: number): number {
  const fullMs = Math.min(longestMs, firstMs * 2 ** (attempt - 1));
  return fullMs * (0.5 + Math.random() / 2);
}

/** Waits, and ends early, without an error, once `signal` is aborted. */
export async function pause(durationMs: number, signal: AbortSignal): Promise<void> {
  try {
    await setTimeout(durationMs, undefined, { signal });
  } catch (error) {
    if (!signal.aborted) throw error;
  }
}

/**
 * Settles as `promise` does, or rejects with the signal's reason if that is aborted first. Unlike a race against a
 * long-lived promise it leaves nothing behind on the signal.
 */
export function untilAborted<T>(promise: Promise<T>, signal: AbortSignal): Promise<T> {
  const { promise: settled, resolve, reject } = Promise.withResolvers<T>();
  const onAbort = () => reject(signal.reason);
  signal.addEventListener("abort", onAbort, { once: true });
  void promise.then(resolve, reject).finally(() => signal.removeEventListener("abort", onAbort));
  if (signal.aborted) onAbort();
  return settled;
}

// --- internal ---

const firstMs = 100;
const longestMs = 1_000;
