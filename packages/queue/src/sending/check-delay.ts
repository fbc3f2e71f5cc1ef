import { InvalidDelayError } from "../errors.ts";
import { MAX_DELAY_SECONDS } from "../queue-limits.ts";

/** @throws {InvalidDelayError} where the delay is given but not a whole number from 0 to {@link MAX_DELAY_SECONDS} */
export function checkDelay(delaySeconds: unknown): number | undefined {
  if (delaySeconds === undefined) return undefined;
  const valid = typeof delaySeconds === "number" && Number.isInteger(delaySeconds) && delaySeconds >= 0;
  if (!valid || delaySeconds > MAX_DELAY_SECONDS) throw new InvalidDelayError(delaySeconds, MAX_DELAY_SECONDS);
  return delaySeconds;
}
