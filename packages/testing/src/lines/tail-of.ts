import type { LogLine } from "./log-line.ts";

const LINES_PER_SERVICE = 12;

/** The last lines of each service, for error messages: what one looks for first when a wait was in vain. */
export function tailOf(lines: readonly LogLine[], perService = LINES_PER_SERVICE): string {
  const byService = Map.groupBy(lines, ({ service }) => service);
  if (byService.size === 0) return "(no service has written a line)";
  return [...byService]
    .map(
      ([service, own]) =>
        `${service}:\n${own
          .slice(-perService)
          .map(({ text }) => `  ${text}`)
          .join("\n")}`,
    )
    .join("\n");
}
