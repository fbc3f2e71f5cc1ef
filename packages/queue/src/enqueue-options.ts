/** What may be said about one message beside the message itself. */
export interface EnqueueOptions {
  /**
   * How long delivery waits, in whole seconds from 0 to 900, counted from when SQS accepts the message (D1, D2).
   * Direct mode does not observe it.
   *
   * @default the queue's own delay, which is 0
   */
  readonly delaySeconds?: number | undefined;
  /**
   * Further message attributes, at most 4, each a non-empty text. Names follow SQS's rules (D29) and do not start with
   * `letsgo.`; names, types and values count for the size.
   *
   * @default none
   */
  readonly attributes?: Readonly<Record<string, string>> | undefined;
}
