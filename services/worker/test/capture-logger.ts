import { createLogger, type Logger } from "@letsgo/logger";

/** A logger whose lines are kept. */
export function captureLogger(level = "info"): { logger: Logger; lines: Record<string, unknown>[] } {
  const lines: Record<string, unknown>[] = [];
  const destination = { write: (line: string) => void lines.push(JSON.parse(line)) };
  return { logger: createLogger({ service: "worker", level, destination }), lines };
}
