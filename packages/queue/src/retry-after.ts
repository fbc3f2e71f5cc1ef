import { QueueError } from "./errors.ts";
import { MAX_VISIBILITY_SECONDS } from "./queue-limits.ts";

/** A handler failed and says when it is to be tried again. It is made by {@link retryAfter}. */
export class RetryAfterError extends QueueError {
  readonly code = "RETRY_AFTER";
  readonly seconds: number;

  constructor(seconds: number, details: { cause?: unknown } = {}) {
    super(`Expected the message to be handled, got a wish to be tried again after ${seconds} s`, true, details);
    this.seconds = seconds;
  }
}

/**
 * For a message handler to throw: this delivery fails, counts like any other failure, and the message is visible again
 * after `seconds` instead of the rest of the visibility timeout. Nothing is sent anew. SQS hides a message for at most 12
 * hours since its first delivery, so a wish beyond that is cut. Direct mode does not observe it.
 *
 * @param seconds whole seconds from 0 to 43,200, counted from the failure (D5, D6)
 * @param details.cause why the handler failed
 * @throws {RangeError} where `seconds` is not in range
 * @example
 * throw retryAfter(30, { cause: error });
 */
export function retryAfter(seconds: number, details?: { cause?: unknown }): RetryAfterError {
  if (!Number.isInteger(seconds) || seconds < 0 || seconds > MAX_VISIBILITY_SECONDS) {
    throw new RangeError(`Expected seconds to be a whole number from 0 to ${MAX_VISIBILITY_SECONDS}, got ${seconds}`);
  }
  return new RetryAfterError(seconds, details);
}

/** The seconds that a thrown value asks for; by its code, since handlers may have another copy of this package. */
export function retryAfterSecondsOf(thrown: unknown): number | undefined {
  const { code, seconds } = (thrown ?? {}) as Partial<RetryAfterError>;
  return code === "RETRY_AFTER" && typeof seconds === "number" ? seconds : undefined;
}
