import type { SQSRecord } from "aws-lambda";

/** Name of the `node:diagnostics_channel` on which the worker tells what its handler does. */
export const workerChannelName = "letsgo:worker";

/** A direct delivery was accepted, before its handler runs. (Queued deliveries are told by the event source.) */
export interface DeliveryReceivedEvent {
  readonly name: "received";
  readonly record: SQSRecord;
}

/** The message is open, and its handler is called now. */
export interface StartedEvent {
  readonly name: "started";
  readonly record: SQSRecord;
  readonly type: string;
}

/** The message's handler has returned. Told once per delivery. */
export interface SucceededEvent {
  readonly name: "succeeded";
  readonly record: SQSRecord;
  readonly type: string;
  readonly durationMs: number;
}

/** The message was refused or its handler threw. Told once per delivery. */
export interface FailedEvent {
  readonly name: "failed";
  readonly record: SQSRecord;
  /** Absent where the body told none. */
  readonly type?: string;
  readonly error: Error;
  readonly durationMs: number;
  /** Will the queue deliver it again? False for direct deliveries and for the last one before the dead-letter queue. */
  readonly willRetry: boolean;
}

/** The delivery was acknowledged without a handler call, since the message had been handled before. */
export interface DuplicateEvent {
  readonly name: "duplicate";
  readonly record: SQSRecord;
}

/** The delivery came before the message was due: it was sent on and acknowledged, and no handler saw it. */
export interface HoppedEvent {
  readonly name: "hopped";
  readonly record: SQSRecord;
}

/** Not handled, since an earlier message of its FIFO group failed; it comes back after that one, in order (C19). */
export interface SkippedEvent {
  readonly name: "skipped";
  readonly record: SQSRecord;
}

/** Every event of the channel {@link workerChannelName}. */
export type WorkerEvent =
  | DeliveryReceivedEvent
  | StartedEvent
  | SucceededEvent
  | FailedEvent
  | DuplicateEvent
  | HoppedEvent
  | SkippedEvent;
