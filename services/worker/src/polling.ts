import type { LiveValues, LiveWatch } from "@letsgo/config";
import type { EventSourceMapping } from "@letsgo/event-source";

/** Should the poller run, and what decides it? */
export interface Polling {
  readonly enabled: boolean;
  /** `live.json`, `default`, or direct mode on AWS. */
  readonly source: string;
}

/**
 * The poller runs in both modes unless it is paused: what lies in the queue is drained in direct mode, too. Only on AWS it
 * does not: a worker that is used directly must not take the messages of a deployment.
 */
export function toPolling({ mode, paused, pausedSource }: LiveValues, { emulator }: { emulator: boolean }): Polling {
  if (paused) return { enabled: false, source: pausedSource };
  if (mode.mode === "direct" && !emulator) return { enabled: false, source: "direct mode on AWS" };
  return { enabled: true, source: pausedSource };
}

/**
 * Pauses and resumes the poller as the live settings say, from now on.
 *
 * @returns ends it; to be called before the poller stops
 */
export function keepPolling(mapping: EventSourceMapping, live: LiveWatch, queue: { emulator: boolean }): () => void {
  let ended = false;
  live.onChange((values) => {
    if (ended) return;
    if (toPolling(values, queue).enabled) mapping.resume();
    else void mapping.pause();
  });
  return () => {
    ended = true;
  };
}
