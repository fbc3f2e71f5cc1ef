/**
 * What may befall a call:
 *
 * - `throttle`: refused as `RequestThrottled`; `internal-error`: as `InternalFailure`, 500; `unavailable`: as
 *   `ServiceUnavailable`, 503. Nothing is carried out.
 * - `drop`: the connection is closed and nothing is carried out; `lost-answer`: it is carried out, and the connection
 *   closed instead of the answer.
 * - `slow`: it begins `delayMs` later, of real time whatever the clock.
 * - `partial-batch`: an entry of a batch fails as `InternalError`, each by its own chance.
 * - `duplicate`: a message received from a standard queue is delivered once more, each by its own chance.
 * - `lost-delete`: a delete, or an entry of a batch of them, is answered as done and deletes nothing.
 */
export type FaultKind = (typeof faultKinds)[number];

/** When what befalls which calls. */
export interface FaultRule {
  readonly fault: FaultKind;
  /** One or several, like `SendMessage`. @default all that the fault can befall */
  readonly actions?: string | readonly string[];
  /** Name of a queue, with `*` for any characters. @default all, and calls that name no queue */
  readonly queue?: string;
  /** Chance, 0 to 1, that it strikes. @default 1 */
  readonly probability?: number;
  /** How often it strikes, at most. @default without end */
  readonly times?: number;
  /** Of `slow`, which needs it: 1 to 600,000 milliseconds. */
  readonly delayMs?: number;
}

export const faultKinds = [
  "throttle",
  "internal-error",
  "unavailable",
  "drop",
  "lost-answer",
  "slow",
  "partial-batch",
  "duplicate",
  "lost-delete",
] as const;

/** Actions of the faults that cannot befall every one. */
export const actionsOf: Partial<Record<FaultKind, readonly string[]>> = {
  "partial-batch": ["SendMessageBatch", "DeleteMessageBatch", "ChangeMessageVisibilityBatch"],
  duplicate: ["ReceiveMessage"],
  "lost-delete": ["DeleteMessage", "DeleteMessageBatch"],
};
