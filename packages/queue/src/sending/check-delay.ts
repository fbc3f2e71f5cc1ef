import { InvalidDelayError } from "../errors.ts";
import { MAX_LONG_DELAY_SECONDS } from "../queue-limits.ts";

/**
 * @throws {InvalidDelayError} where the delay is given but not a whole number from 0 to {@link MAX_LONG_DELAY_SECONDS},
 * or above 0 on a FIFO queue, which takes none per message (D3)
 */
export function checkDelay(delaySeconds: unknown, { fifo }: { fifo: boolean }): number | undefined {
  if (delaySeconds === undefined) return undefined;
  const valid = typeof delaySeconds === "number" && Number.isInteger(delaySeconds) && delaySeconds >= 0;
  const maxDelaySeconds = fifo ? 0 : MAX_LONG_DELAY_SECONDS;
  if (!valid || delaySeconds > maxDelaySeconds) throw new InvalidDelayError(delaySeconds, maxDelaySeconds);
  return delaySeconds;
}
