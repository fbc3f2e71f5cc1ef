/**
 * Names of the message attributes in which the envelope travels. Callers may not use names that start with `letsgo.`; a
 * trace context that they give by W3C's names is continued.
 */
export const envelopeAttribute = {
  /** The message's identity, on every copy of it. */
  messageId: "letsgo.messageId",
  /** When a message with a long delay is due, in milliseconds since the epoch. */
  dueAt: "letsgo.dueAt",
  /** Under which key the payload lies in the payload bucket; the body's own is null. */
  payloadKey: "letsgo.payloadKey",
  /** The identity of the message that this one, edited, replays. */
  replayOf: "letsgo.replayOf",
  /** The message's trace, by W3C's own names (https://www.w3.org/TR/trace-context/). */
  traceparent: "traceparent",
  tracestate: "tracestate",
} as const;

/** One message attribute of an envelope. */
export interface EnvelopeAttribute {
  /** `String`, `Number` or `Binary`, with a label behind a dot or not (D29). */
  readonly dataType: string;
  /** As text; base64 where it is binary. */
  readonly value: string;
}

/** A message ready to travel: checked, serialised, with its identity. */
export interface Envelope {
  /** The message's identity; the same on every try and every copy. */
  readonly messageId: string;
  readonly type: string;
  /** Exactly `{"type":…,"payload":…}`. */
  readonly body: string;
  /** Message attributes by name: the envelope's own and the caller's. */
  readonly attributes: Readonly<Record<string, EnvelopeAttribute>>;
  /** Delay of delivery in whole seconds, be it longer than SQS's own; undefined leaves it to the queue. */
  readonly delaySeconds: number | undefined;
  /** Message group (D31, D33); undefined has none. */
  readonly groupId?: string | undefined;
  /** What SQS tells duplicates by (D31); FIFO queues only. */
  readonly deduplicationId?: string | undefined;
  /** System attribute AWSTraceHeader, where somebody uses X-Ray; it does not count for the size (D27). */
  readonly traceHeader?: string | undefined;
  readonly size: EnvelopeSize;
}

/** What an envelope weighs as SQS counts, in bytes of UTF-8. */
export interface EnvelopeSize {
  /** Body and the attributes' names, types and values. */
  readonly totalBytes: number;
  readonly bodyBytes: number;
}
