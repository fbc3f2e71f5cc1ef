import { channel } from "node:diagnostics_channel";
import type { Mode } from "@letsgo/config";
import type { SQSRecord } from "aws-lambda";

/** Name of the `diagnostics_channel` on which this package tells what it does. A subscriber must never throw. */
export const QUEUE_CHANNEL = "letsgo:queue";

/** The transport has accepted a message: the worker answered 201 (direct) or SQS took it (queued). */
export interface MessageAcceptedEvent {
  readonly name: "accepted";
  /** The message's identity. */
  readonly messageId: string;
  /** The trace that the message belongs to, 32 hexadecimal digits. */
  readonly traceId: string;
  /** SQS's own id; queued mode only. */
  readonly sqsMessageId?: string;
  readonly type: string;
  readonly mode: Mode;
  /** Body and attributes as SQS counts them. */
  readonly bytes: number;
  /** How long delivery waits; queued mode only. */
  readonly delaySeconds?: number;
  /** When the delay ends, in milliseconds since the epoch; where there is one. */
  readonly dueAt?: number;
  /** Message group. */
  readonly groupId?: string;
  /** The message whose handler enqueued this one. */
  readonly parentMessageId?: string;
  /** The body on the wire, with a null payload where the payload travels by S3. Not for logs above debug. */
  readonly body: string;
  /** Message attributes, the envelope's own among them. Not for logs above debug. */
  readonly attributes: Readonly<Record<string, string>>;
  /** When, in milliseconds since the epoch. */
  readonly at: number;
}

/** The transport has not accepted a message, and `enqueue` rejects: in direct mode the worker refused it or is not there. */
export interface MessageRefusedEvent {
  readonly name: "refused";
  readonly messageId: string;
  readonly type: string;
  readonly mode: Mode;
  readonly parentMessageId?: string;
  readonly error: Error;
}

/** Direct mode took a message whose `delaySeconds` is above 0; it is delivered at once. */
export interface DelayNotObservedEvent {
  readonly name: "delay-not-observed";
  readonly messageId: string;
  readonly type: string;
  readonly delaySeconds: number;
  /** Is it the first of its producer? A log says it once; who shows messages shows it on each. */
  readonly first: boolean;
}

/**
 * A message with a long delay was delivered before it was due and sent on, with what is left of the delay. No handler saw
 * it; the copy has the same identity.
 */
export interface HopEvent {
  readonly name: "hop";
  readonly messageId: string;
  /** The trace that the message belongs to, 32 hexadecimal digits. */
  readonly traceId: string;
  /** SQS's own id of the copy. */
  readonly sqsMessageId?: string;
  /** When the message is due, in milliseconds since the epoch. */
  readonly dueAt: number;
  /** What SQS was asked to observe of what is left. */
  readonly delaySeconds: number;
  /** When, in milliseconds since the epoch. */
  readonly at: number;
}

/** A handler in direct mode asked to be tried again by `retryAfter`; there is no second delivery. */
export interface RetryAfterNotObservedEvent {
  readonly name: "retry-after-not-observed";
  readonly messageId: string;
  readonly seconds: number;
}

/** The wish of `retryAfter` could not be fulfilled: the message comes back after its visibility timeout. */
export interface RetryAfterFailedEvent {
  readonly name: "retry-after-failed";
  readonly messageId: string;
  readonly seconds: number;
  /** Does the role lack `sqs:ChangeMessageVisibility`? That is told once. */
  readonly denied: boolean;
  readonly error: Error;
}

/** The wish of `retryAfter` was fulfilled. */
export interface VisibilityChangedEvent {
  readonly name: "visibility-changed";
  readonly record: SQSRecord;
  /** When the message is visible again, in milliseconds since the epoch. */
  readonly visibleAt: number;
}

/** A payload that is too large for the queue was stored before its message was sent, or fetched before it is handled. */
export interface PayloadEvent {
  readonly name: "payload-stored" | "payload-fetched";
  readonly messageId: string;
  readonly key: string;
  /** Not for logs above debug. */
  readonly payloadJson: string;
}

/** A stored payload is gone: its message was handled (a marker is left), or was not accepted. */
export interface PayloadDeletedEvent {
  readonly name: "payload-deleted";
  readonly messageId: string;
  readonly key: string;
}

/** A dead letter is back in its queue, by a copy of it. */
export interface RedrivenEvent {
  readonly name: "redriven";
  readonly messageId: string;
}

/** SQS's own task has moved dead letters back; it does not say which. */
export interface AllRedrivenEvent {
  readonly name: "all-redriven";
  readonly moved: number;
}

/** A message was handled, but its stored payload could not be replaced by the marker: a duplicate would be handled again. */
export interface PayloadNotMarkedEvent {
  readonly name: "payload-not-marked";
  readonly messageId: string;
  readonly key: string;
  readonly error: Error;
}

/** A type that the catalogue does not know was enqueued; told once per type and producer. */
export interface UnknownTypeEvent {
  readonly name: "unknown-type";
  readonly type: string;
}

/** A missing queue was created on an emulator. */
export interface QueueCreatedEvent {
  readonly name: "queue-created";
  readonly queueUrl: string;
  /** Attributes as given to SQS. */
  readonly attributes?: Readonly<Record<string, string>>;
}

/** An existing queue's attributes were brought to the settings on an emulator. */
export interface QueueUpdatedEvent {
  readonly name: "queue-updated";
  readonly queueUrl: string;
  /** The attributes that differed, with their new values. */
  readonly attributes?: Readonly<Record<string, string>>;
}

/** Everything told on {@link QUEUE_CHANNEL}. */
export type QueueEvent =
  | MessageAcceptedEvent
  | MessageRefusedEvent
  | DelayNotObservedEvent
  | HopEvent
  | PayloadEvent
  | PayloadDeletedEvent
  | PayloadNotMarkedEvent
  | VisibilityChangedEvent
  | RetryAfterNotObservedEvent
  | RetryAfterFailedEvent
  | RedrivenEvent
  | AllRedrivenEvent
  | UnknownTypeEvent
  | QueueCreatedEvent
  | QueueUpdatedEvent;

/** Tells an event to whoever subscribes. */
export function publish(event: QueueEvent): void {
  queueChannel.publish(event);
}

// --- internal ---

const queueChannel = channel(QUEUE_CHANNEL);
