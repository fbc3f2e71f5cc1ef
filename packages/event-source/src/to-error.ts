import { types } from "node:util";

/**
 * Any thrown value as an Error: an Error as it is, another value as Lambda words it (`String(value)`), kept as `cause`. The
 * logger's `toError` describes a value for people; this package depends on none of ours and keeps to Lambda's words.
 */
export function toError(thrown: unknown): Error {
  if (thrown instanceof Error || types.isNativeError(thrown)) return thrown;
  return new Error(textOf(thrown), { cause: thrown });
}

// --- internal ---

function textOf(thrown: unknown): string {
  try {
    return String(thrown);
  } catch {
    return "a value that has no text was thrown"; // an object without prototype
  }
}
