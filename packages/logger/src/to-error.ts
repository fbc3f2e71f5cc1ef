import { inspect } from "node:util";

/** Any thrown value as an Error that a line can hold: an Error as it is, another value described, and kept as `cause`. */
export function toError(thrown: unknown): Error {
  // Not String(thrown): a value without a text would throw here and hide what has failed.
  return isError(thrown)
    ? thrown
    : new Error(`Expected an Error to be thrown, got ${inspect(thrown)}`, { cause: thrown });
}

// --- internal ---

/** By its form: an Error of another realm (vm, jsdom, a thread) is none to `instanceof`, and its stack would be lost. */
function isError(thrown: unknown): thrown is Error {
  if (thrown instanceof Error) return true;
  const { message, stack } = Object(thrown) as Partial<Record<keyof Error, unknown>>;
  return typeof message === "string" && typeof stack === "string";
}
