import { useSyncExternalStore } from "react";

/** The present, told anew every second; one timer for all who ask. */
export function useNow(): number {
  return useSyncExternalStore(subscribe, () => now);
}

// --- internal ---

const listeners = new Set<() => void>();
let now = Date.now();
let timer: ReturnType<typeof setInterval> | undefined;

function subscribe(listener: () => void): () => void {
  listeners.add(listener);
  timer ??= setInterval(() => {
    now = Date.now();
    for (const each of listeners) each();
  }, 1_000);
  return () => {
    listeners.delete(listener);
    if (listeners.size > 0) return;
    clearInterval(timer);
    timer = undefined;
  };
}
