import type { Mode } from "@letsgo/config";

/** What every event has. */
interface Numbered {
  /** From 1; dropped events leave gaps. */
  readonly sequence: number;
  /** When it happened, in milliseconds since the epoch. */
  readonly at: number;
}

/** An event about one message. */
interface OfMessage extends Numbered {
  /** The message's identity: the same on every copy and every delivery. */
  readonly messageId: string;
}

/** An event about one delivery of a message. */
interface OfDelivery extends OfMessage {
  /** The same in all events of one delivery, and in no other; opaque. */
  readonly deliveryId: string;
  /** How often the message was delivered so far, this time included. */
  readonly receiveCount: number;
  /** SQS's own id; in direct mode, and where it is the identity, the same as `messageId`. */
  readonly sqsMessageId: string;
  readonly mode: Mode;
}

/** A message's body (`{"type":…,"payload":…}`) as far as it may be shown. */
export interface ShippedBody {
  /** JSON text unless the sender's was none; values of secret fields are `"[masked]"`. Cut text is no valid JSON. */
  readonly text: string;
  /** What the whole body weighs, in bytes of UTF-8. */
  readonly bytes: number;
  /** Was the end cut off? */
  readonly cut: boolean;
  /** Paths of the masked fields, for example `payload.card.token`; empty where nothing was masked. */
  readonly masked: readonly string[];
}

/** Message attributes by name, binary ones in base64, secret ones masked. The envelope's start with `letsgo.`. */
export type ShippedAttributes = Readonly<Record<string, string>>;

/** An Error with its causes. */
export interface ShippedError {
  /** The class's name. */
  readonly name: string;
  readonly message: string;
  readonly code?: string;
  readonly stack?: string;
  readonly cause?: ShippedError;
}

/** The transport has accepted a message: the worker (direct) or SQS (queued). */
export interface ShippedAccepted extends OfMessage {
  readonly name: "accepted";
  /** W3C trace id: 32 hexadecimal digits. */
  readonly traceId: string;
  readonly mode: Mode;
  readonly type: string;
  /** Body and attributes as SQS counts them, in bytes. */
  readonly bytes: number;
  /** SQS's own id; queued mode only. */
  readonly sqsMessageId?: string;
  /** Queued mode only; in direct mode it is not observed, which `delay-not-observed` tells. */
  readonly delaySeconds?: number;
  /** When it is due, in milliseconds since the epoch; absent where it has no delay, and in direct mode. */
  readonly dueAt?: number;
  readonly groupId?: string;
  /** The message whose handler enqueued this one. */
  readonly parentMessageId?: string;
  /** The message that this one, edited, replays. */
  readonly replayOf?: string;
  readonly body: ShippedBody;
  readonly attributes: ShippedAttributes;
}

/** The transport has not accepted a message: `enqueue` rejected. In direct mode that is a refused or unreachable worker. */
export interface ShippedRefused extends OfMessage {
  readonly name: "refused";
  readonly mode: Mode;
  readonly type: string;
  readonly parentMessageId?: string;
  readonly error: ShippedError;
}

/** Direct mode took a message whose `delaySeconds` is above 0; it is delivered at once. */
export interface ShippedDelayNotObserved extends OfMessage {
  readonly name: "delay-not-observed";
  readonly type: string;
  readonly delaySeconds: number;
}

/** Delivered before it was due and sent on; no handler saw it. The delivery's own end is `hopped`. */
export interface ShippedHop extends OfMessage {
  readonly name: "hop";
  readonly traceId: string;
  /** SQS's own id of the copy. */
  readonly sqsMessageId?: string;
  readonly dueAt: number;
  readonly delaySeconds: number;
}

/** A delivery has begun: received from the queue, or accepted by the worker (direct). */
export interface ShippedReceived extends OfDelivery {
  readonly name: "received";
  /** The same as the sender's, however often the message is delivered. */
  readonly traceId: string;
  /** When it was sent to the queue (this copy of it), in milliseconds since the epoch. */
  readonly sentAt: number;
  /** How long it has waited since, in milliseconds; an asked-for delay is part of it. */
  readonly queueAgeMs: number;
  readonly queueArn: string;
  /** When it is visible again unless it is deleted before, in milliseconds since the epoch; queued mode only. */
  readonly visibleAt?: number;
  readonly body: ShippedBody;
  readonly attributes: ShippedAttributes;
}

/** The message's handler is called. */
export interface ShippedStarted extends OfDelivery {
  readonly name: "started";
  readonly type: string;
}

/** A line that was logged while the message's handler ran. */
export interface ShippedLogged extends OfMessage {
  readonly name: "logged";
  /** Absent where the line was logged outside of a delivery. */
  readonly deliveryId?: string;
  readonly level: string;
  readonly text: string;
  /** The line's own fields, as JSON text, masked; absent where it had none. */
  readonly fields?: string;
}

/** The handler has returned; or `duplicate`: acknowledged unhandled, since an earlier delivery had succeeded. */
export interface ShippedSucceeded extends OfDelivery {
  readonly name: "succeeded";
  /** Absent for duplicates, and for handlers from elsewhere. */
  readonly type?: string;
  /** How long handling it took, the fetch of a stored payload included; absent where nobody has measured it. */
  readonly durationMs?: number;
  readonly duplicate?: true;
}

/** Refused, or its handler threw. */
export interface ShippedFailed extends OfDelivery {
  readonly name: "failed";
  readonly type?: string;
  readonly durationMs?: number;
  readonly error: ShippedError;
  /** Will the queue deliver it again? False in direct mode, and for the last delivery before the dead-letter queue. */
  readonly willRetry: boolean;
}

/** Delivered before it was due: sent on (`hop`) and acknowledged. */
export interface ShippedHopped extends OfDelivery {
  readonly name: "hopped";
}

/** Not handled, since an earlier message of its FIFO group failed. */
export interface ShippedSkipped extends OfDelivery {
  readonly name: "skipped";
}

/** SQS has confirmed that the delivery's message is deleted. */
export interface ShippedDeleted extends OfDelivery {
  readonly name: "deleted";
}

/** Deleted without a handler call: no filter matches it. There is no `received` before it. */
export interface ShippedFiltered extends OfDelivery {
  readonly name: "filtered";
  readonly body: ShippedBody;
}

/** The message stays in the queue. */
export interface ShippedReturned extends OfDelivery {
  readonly name: "returned";
  /** As the event source says (`reported`, `invocation-failed` and so on); `released`: given back unhandled. */
  readonly reason: string;
  /** When it is visible again, as well as can be told, in milliseconds since the epoch. */
  readonly visibleAt?: number;
  readonly error?: ShippedError;
}

/** `retryAfter` has changed when a failed delivery is visible again. */
export interface ShippedVisibilityChanged extends OfDelivery {
  readonly name: "visibility-changed";
  readonly visibleAt: number;
}

/** `retryAfter` had no effect: direct mode, or SQS has refused. */
export interface ShippedRetryAfterFailed extends OfMessage {
  readonly name: "retry-after-failed";
  readonly seconds: number;
  /** Absent in direct mode. */
  readonly error?: ShippedError;
}

/** A payload that travels by claim check was stored, fetched, or replaced by the marker after success. */
export interface ShippedPayload extends OfMessage {
  readonly name: "payload-stored" | "payload-fetched" | "payload-deleted";
  readonly key: string;
  /** Of the payload's JSON; absent for `payload-deleted`. */
  readonly bytes?: number;
  /** The payload's JSON, as far as it may be shown; absent for `payload-deleted`. */
  readonly body?: ShippedBody;
}

/** Moved from the dead-letter queue back to its queue, by a process that ships (the console's own tell it themselves). */
export interface ShippedRedriven extends OfMessage {
  readonly name: "redriven";
}

/** About the process or the queue, not about a message. */
export interface ShippedNotice extends Numbered {
  readonly name:
    | "poll-failed"
    | "poll-recovered"
    | "extend-failed"
    | "queue-created"
    | "queue-updated"
    | "unknown-type"
    | "all-redriven"
    | "payload-not-marked";
  /** One sentence. */
  readonly text: string;
  readonly error?: ShippedError;
}

/** Everything that is shipped, told apart by `name`. Receivers ignore names that they do not know. */
export type ShippedEvent =
  | ShippedAccepted
  | ShippedRefused
  | ShippedDelayNotObserved
  | ShippedHop
  | ShippedReceived
  | ShippedStarted
  | ShippedLogged
  | ShippedSucceeded
  | ShippedFailed
  | ShippedHopped
  | ShippedSkipped
  | ShippedDeleted
  | ShippedFiltered
  | ShippedReturned
  | ShippedVisibilityChanged
  | ShippedRetryAfterFailed
  | ShippedPayload
  | ShippedRedriven
  | ShippedNotice;

export type ShippedEventName = ShippedEvent["name"];
