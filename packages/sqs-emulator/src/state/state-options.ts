/** What a state goes by all its life. */
export interface StateOptions {
  /** Most messages in flight of one queue (D34). */
  readonly inFlightLimit: number;
  /** What all queues may take in memory. */
  readonly memoryLimitBytes: number;
  readonly queueLimit: number;
  readonly newId: () => string;
  /** At least 0, below 1. */
  readonly random: () => number;
  /** Which message of a standard queue a receive takes: the oldest, or any. */
  readonly ordering: "fifo-ish" | "shuffled";
  /** Chance that a receive delivers a standard queue's message once more although it is in flight. */
  readonly duplicateChance: number;
}
