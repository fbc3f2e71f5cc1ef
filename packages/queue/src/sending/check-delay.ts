import { InvalidDelayError } from "../errors.ts";

/**
 * The longest delay that SQS itself observes (D1), in seconds.
 * https://docs.aws.amazon.com/AWSSimpleQueueService/latest/APIReference/API_SendMessage.html
 */
export const MAX_DELAY_SECONDS = 900;

/** @throws {InvalidDelayError} where the delay is given but not a whole number from 0 to {@link MAX_DELAY_SECONDS} */
export function checkDelay(delaySeconds: unknown): number | undefined {
  if (delaySeconds === undefined) return undefined;
  const valid = typeof delaySeconds === "number" && Number.isInteger(delaySeconds) && delaySeconds >= 0;
  if (!valid || delaySeconds > MAX_DELAY_SECONDS) throw new InvalidDelayError(delaySeconds, MAX_DELAY_SECONDS);
  return delaySeconds;
}
