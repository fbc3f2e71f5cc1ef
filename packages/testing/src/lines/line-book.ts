import type { LogLine } from "./log-line.ts";

/** Every line that a stack's services have written so far, in order of arrival. */
export interface LineBook {
  add(line: LogLine): void;
  lines(): readonly LogLine[];
  /**
   * Calls `listener` with every line from position `from` on, those of the past at once, later ones as they arrive.
   *
   * @returns ends it
   */
  follow(listener: (line: LogLine) => void, from?: number): () => void;
}

export function createLineBook(): LineBook {
  const lines: LogLine[] = [];
  const listeners = new Set<(line: LogLine) => void>();
  return {
    add(line) {
      lines.push(line);
      for (const listener of [...listeners]) listener(line);
    },
    lines: () => [...lines],
    follow(listener, from = 0) {
      let isFollowing = true;
      const guarded = (line: LogLine) => isFollowing && listener(line);
      for (const line of lines.slice(from)) guarded(line);
      listeners.add(guarded);
      return () => {
        isFollowing = false;
        listeners.delete(guarded);
      };
    },
  };
}
