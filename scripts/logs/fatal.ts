import type { LogLine } from "./format.ts";

/** Why a service cannot start, in its own words; undefined for lines that say no such thing. */
export function fatalReasonOf({ level, service, msg, err }: LogLine): string | undefined {
  if (level !== "fatal") return undefined;
  const message = (err as { message?: unknown } | undefined)?.message;
  return `${service}: ${typeof message === "string" ? `${msg}: ${message}` : msg}`;
}
