import { format } from "node:util";
import type { Logger } from "@letsgo/logger";

/**
 * Turns what code writes to the console into log lines, so that a handler's `console.log` is one JSON line and carries
 * its message's id. For the whole process: call it once, at the start.
 */
export function captureConsole(logger: Logger): void {
  for (const [method, level] of levels) {
    console[method] = (...args: unknown[]) => logger[level](format(...args));
  }
}

// --- internal ---

const levels = [
  ["log", "info"],
  ["info", "info"],
  ["debug", "debug"],
  ["warn", "warn"],
  ["error", "error"],
] as const;
