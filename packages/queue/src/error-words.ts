/** What went wrong, in words that can stand after "got". */
export function wordsOf(cause: unknown): string {
  if (cause === undefined) return "no answer";
  if (!(cause instanceof Error)) return String(cause);
  if (cause.name === "AbortError" || cause.name === "TimeoutError") return "no answer in time";
  // Node's errors of several addresses have a code and no message; a DOMException's code is a number and says nothing.
  const { code } = cause as { code?: unknown };
  const parts = [typeof code === "string" && !cause.message.includes(code) && code, cause.message];
  return parts.filter(Boolean).join(" ") || cause.name;
}

/** A text in quotes, of which a long one shows its beginning only: an error's words are logged and shown. */
export function quotedStart(text: string): string {
  const end = MAX_QUOTED_LENGTH - 1;
  return JSON.stringify(text.length > MAX_QUOTED_LENGTH ? `${text.slice(0, end)}…` : text);
}

/** May the same request be made again later? */
export function isRetryableStatus(statusCode: number): boolean {
  return statusCode >= 500 || statusCode === 429;
}

// --- internal ---

const MAX_QUOTED_LENGTH = 64;
