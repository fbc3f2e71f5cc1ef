/** What may be said about one message beside the message itself. */
export interface EnqueueOptions {
  /**
   * How long delivery waits, in whole seconds from 0 to 31,536,000 (365 days), counted from the call. Beyond 900, which is
   * SQS's own limit (D1), the worker sends the message on with what is left until it is due; handlers see none of that.
   * A FIFO queue takes only 0 (D3). Direct mode does not observe it.
   *
   * @default the queue's own delay, which is 0
   */
  readonly delaySeconds?: number | undefined;
  /**
   * Further message attributes, at most 4, each a non-empty text. Names follow SQS's rules (D29) and do not start with
   * `letsgo.`; names, types and values count for the size. A valid `traceparent` (with `tracestate`) is taken as the trace
   * that the message continues, before the active one.
   *
   * @default none
   */
  readonly attributes?: Readonly<Record<string, string>> | undefined;
  /**
   * The message group, 1 to 128 letters, digits and punctuation marks: required where the queue's name ends in `.fifo`, on
   * which messages of one group are delivered in the order of the calls (D31, D32). On a standard queue it makes the
   * queue fair between groups and orders nothing (D33).
   *
   * @default none
   */
  readonly groupId?: string | undefined;
  /**
   * What SQS tells duplicates by for 5 minutes (D31), of the same characters; FIFO queues only.
   *
   * @default the message's identity, so that only a repeated send of this very call is a duplicate
   */
  readonly deduplicationId?: string | undefined;
  /**
   * The identity of the message that this one, edited, replays; for operators' tools. The message has an identity of its
   * own.
   *
   * @default none
   */
  readonly replayOf?: string | undefined;
}
