import { invalidValue } from "../errors.ts";
import { type Input, integerOf } from "../validate/input.ts";

/**
 * The visibility timeout that a call asks for; undefined if it asks for none.
 *
 * @throws {SqsError} it is not within 0 to 43,200 s (D5)
 */
export function visibilityMsOf(input: Input): number | undefined {
  const seconds = integerOf(input, "VisibilityTimeout");
  if (seconds === undefined) return undefined;
  if (seconds < 0 || seconds > 43_200) {
    throw invalidValue("VisibilityTimeout", seconds, "VisibilityTimeout must be an integer between 0 and 43200.");
  }
  return seconds * 1000;
}
