import type { Problem } from "./errors.ts";

/**
 * What Express and its body parsers throw: an error with the status to answer.
 *
 * @param toWords what to say of a body that is no JSON; the parser's own words quote it, which belongs into no log
 * @returns undefined for other errors
 */
export function httpProblemOf(error: unknown, toWords: (parserWords: string) => string): Problem | undefined {
  if (!(error instanceof Error)) return undefined;
  const { status, type, limit, message } = error as Error & { status?: unknown; type?: unknown; limit?: unknown };
  if (typeof status !== "number" || status < 400 || status > 499) return undefined;
  if (type === "entity.too.large")
    return { status, detail: `Expected the body to be at most ${limit} bytes, got more.` };
  return { status, detail: type === "entity.parse.failed" ? toWords(message) : message };
}
