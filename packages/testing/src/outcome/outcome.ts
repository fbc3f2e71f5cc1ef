/** Why one delivery failed. */
export interface AttemptError {
  /** Which delivery it was, counted from 1. */
  readonly receiveCount: number;
  /** The error's class name, where the log line told it. */
  readonly type: string | undefined;
  readonly message: string;
  readonly stack: string | undefined;
}

/** A message's final outcome. */
export interface Outcome {
  /**
   * `succeeded` at the first success; `failed` at the failure in direct mode, which retries nothing; `dead` when the
   * message is seen in the dead-letter queue.
   */
  readonly state: "succeeded" | "failed" | "dead";
  /** How many deliveries there were. */
  readonly attempts: number;
  /** The failed deliveries' errors, in their order. */
  readonly errors: readonly AttemptError[];
}
