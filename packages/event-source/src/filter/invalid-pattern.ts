import { inspect } from "node:util";
import { InvalidParameterValueError } from "../errors.ts";

/** AWS's refusal of a pattern, with the reason that AWS does not give. */
export function invalidPattern(subject: string, wanted: string, got: unknown): InvalidParameterValueError {
  const shown = inspect(got, { depth: 2, breakLength: Number.POSITIVE_INFINITY }).slice(0, 200);
  return new InvalidParameterValueError(
    `Invalid filter pattern definition. Expected ${subject} to be ${wanted}, got ${shown}; see https://docs.aws.amazon.com/lambda/latest/dg/invocation-eventfiltering.html`,
  );
}
