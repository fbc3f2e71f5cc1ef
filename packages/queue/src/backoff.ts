/** How pauses between deliveries grow. */
export interface BackoffOptions {
  /**
   * The pause after the first delivery, in seconds, above 0.
   *
   * @default 1
   */
  readonly base?: number;
  /**
   * What no pause exceeds, in seconds, from `base` to 43,200.
   *
   * @default 900
   */
  readonly cap?: number;
  /**
   * Which share of a pause is left to chance, from 0 (none) to 1 (anything from 0 to the whole pause), so that what failed
   * together does not come back together.
   *
   * @default 0.5
   */
  readonly jitter?: number;
}

/**
 * Exponential back-off: doubled with each delivery. The result is whole seconds, fit for `retryAfter` and for
 * `delaySeconds`.
 *
 * @throws {RangeError} where an option is not in range
 * @example
 * const pause = backoff({ base: 2, cap: 600 });
 * throw retryAfter(pause(context.receiveCount));
 */
export function backoff(options: BackoffOptions = {}): (receiveCount: number) => number {
  const { base = 1, cap = 900, jitter = 0.5 } = options;
  if (!(base > 0)) throw new RangeError(`Expected base to be above 0, got ${base}`);
  if (!(cap >= base && cap <= 43_200)) throw new RangeError(`Expected cap to be from base to 43200, got ${cap}`);
  if (!(jitter >= 0 && jitter <= 1)) throw new RangeError(`Expected jitter to be from 0 to 1, got ${jitter}`);
  return (receiveCount) => {
    const pause = Math.min(cap, base * 2 ** (Math.max(1, receiveCount) - 1));
    return Math.floor(pause * (1 - jitter * Math.random()));
  };
}
