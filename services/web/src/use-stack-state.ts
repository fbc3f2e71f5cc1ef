import { useEffect, useState } from "react";
import { fetchApiHealth, fetchWorkerHealth } from "./api.ts";
import { type StackState, toStackState } from "./stack-state.ts";

/** Time between an answer and the next question, in milliseconds. */
const REFRESH_MS = 2_000;

/** The stack's state, asked again and again while the page is visible; undefined before the first answer. */
export function useStackState(): StackState | undefined {
  const [state, setState] = useState<StackState>();

  useEffect(() => {
    let stopWatching: (() => void) | undefined;
    const followVisibility = () => {
      stopWatching?.();
      stopWatching = document.hidden ? undefined : watch(setState);
    };

    followVisibility();
    document.addEventListener("visibilitychange", followVisibility);
    return () => {
      document.removeEventListener("visibilitychange", followVisibility);
      stopWatching?.();
    };
  }, []);

  return state;
}

// --- internal ---

/** Asks at once, then after each answer; stops with the returned function. */
function watch(onState: (state: StackState) => void): () => void {
  const stop = new AbortController();
  let timer: ReturnType<typeof setTimeout> | undefined;

  const ask = async () => {
    try {
      onState(toStackState(...(await Promise.all([fetchApiHealth(stop.signal), fetchWorkerHealth(stop.signal)]))));
    } catch (error) {
      if (stop.signal.aborted) return;
      throw error;
    }
    timer = setTimeout(ask, REFRESH_MS);
  };

  void ask();
  return () => {
    stop.abort();
    clearTimeout(timer);
  };
}
