import { type FieldIssue, QueueError, type QueueErrorDetails } from "../errors.ts";

/** Why a record cannot be opened. */
export type InvalidRecordReason = "malformed-json" | "not-a-message" | "unknown-type" | "invalid-payload";

/** A delivered record holds no message that a handler may see. It will not get better: its way is the dead-letter queue. */
export class InvalidRecordError extends QueueError {
  readonly code = "INVALID_RECORD";
  readonly reason: InvalidRecordReason;
  /** The message type, where the body had one. */
  readonly type: string | undefined;
  /** The payload's faults; for other reasons one line about the body. */
  readonly issues: readonly FieldIssue[];

  constructor(
    reason: InvalidRecordReason,
    issues: readonly FieldIssue[],
    details: QueueErrorDetails & { type?: string | undefined },
  ) {
    super(`${reason}: ${issues.map(({ field, message }) => `${field}: ${message}`).join("; ")}`, false, details);
    this.reason = reason;
    this.type = details.type;
    this.issues = issues;
  }
}
