import { InvalidParameterValueError } from "./errors.ts";

/**
 * Refuses a number outside its range, in the words of Lambda's API.
 *
 * @throws {InvalidParameterValueError} Not a whole number, or outside `minimum` to `maximum`.
 */
export function requireWithin(option: string, value: number, minimum: number, maximum: number): void {
  if (!Number.isInteger(value)) {
    throw new InvalidParameterValueError(
      `Expected ${option} to be a whole number from ${minimum} to ${maximum}, got ${value}`,
    );
  }
  if (value < minimum) throw outOfRange(option, value, `greater than or equal to ${minimum}`);
  if (value > maximum) throw outOfRange(option, value, `less than or equal to ${maximum}`);
}

// --- internal ---

function outOfRange(option: string, value: number, constraint: string): InvalidParameterValueError {
  return new InvalidParameterValueError(
    `1 validation error detected: Value '${value}' at '${option}' failed to satisfy constraint: Member must have value ${constraint}`,
  );
}
