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

/** A record's payload lies in S3, and there is nothing (any more) under its key. It will not get better. */
export class PayloadMissingError extends QueueError {
  readonly code = "PAYLOAD_MISSING";
  readonly key: string;

  constructor(key: string, messageId: string) {
    super(`Expected LETSGO_PAYLOAD_BUCKET to hold the payload ${key}, got nothing. Was the bucket emptied?`, false, {
      messageId,
    });
    this.key = key;
  }
}

/** A record's payload lies in S3, and the worker's settings name no bucket to read it from. */
export class NoPayloadBucketError extends QueueError {
  readonly code = "NO_PAYLOAD_BUCKET";
  readonly key: string;

  constructor(key: string, messageId: string) {
    super(
      `Expected LETSGO_PAYLOAD_BUCKET to name the bucket of payload ${key}, got none. Set it as the sender has it.`,
      false,
      {
        messageId,
      },
    );
    this.key = key;
  }
}
