import { inspect } from "node:util";

/** Any thrown value as an Error that a line can hold: an Error as it is, another value described, and kept as `cause`. */
export function toError(thrown: unknown): Error {
  // Not String(thrown): a value without a text would throw here and hide what has failed.
  return thrown instanceof Error
    ? thrown
    : new Error(`Expected an Error to be thrown, got ${inspect(thrown)}`, { cause: thrown });
}
