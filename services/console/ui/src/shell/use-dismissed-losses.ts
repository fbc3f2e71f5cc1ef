import type { Loss } from "@letsgo/console-api";
import { useState } from "react";

/** Of the losses, those that came after a person last closed the warning, in this browser. */
export function useDismissedLosses(losses: readonly Loss[]) {
  const [dismissedAt, setDismissedAt] = useState(readDismissed);
  return {
    shown: losses.filter(({ to }) => to > dismissedAt),
    dismiss() {
      const at = Math.max(...losses.map(({ to }) => to));
      setDismissedAt(at);
      keepDismissed(at);
    },
  };
}

// --- internal ---

const KEY = "letsgo-losses-dismissed";

/** Where the browser keeps nothing, it is closed until the page is loaded again. */
function readDismissed(): number {
  try {
    return Number(localStorage.getItem(KEY) ?? 0);
  } catch {
    return 0;
  }
}

function keepDismissed(at: number): void {
  try {
    localStorage.setItem(KEY, String(at));
  } catch {
    // private windows may refuse
  }
}
