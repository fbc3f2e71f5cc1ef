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

/** May the same request be made again later? */
export function isRetryableStatus(statusCode: number): boolean {
  return statusCode >= 500 || statusCode === 429;
}
