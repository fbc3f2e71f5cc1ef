import { type Attributes, createContextKey, ROOT_CONTEXT, type Span, SpanStatusCode, trace } from "@opentelemetry/api";

/** Makes the package's spans; of an SDK where the process has set up one, else they record nothing and cost next to nothing. */
export const tracer = trace.getTracer("@letsgo/queue");

/**
 * Names of span attributes: OpenTelemetry's where it has one
 * (https://opentelemetry.io/docs/specs/semconv/messaging/messaging-spans/), else ours. None holds a payload.
 */
export const spanAttribute = {
  /** The message's identity. */
  messageId: "messaging.message.id",
  bodySize: "messaging.message.body.size",
  messageType: "letsgo.message.type",
  /** SQS's own id, where it differs from the identity. */
  sqsMessageId: "letsgo.sqs_message_id",
  receiveCount: "letsgo.receive_count",
  mode: "letsgo.mode",
} as const;

/** What tells an operation on a queue. */
export function queueAttributes(operation: "send" | "process", queueName: string | undefined): Attributes {
  return {
    "messaging.system": "aws_sqs",
    "messaging.operation.name": operation,
    "messaging.operation.type": operation,
    ...(queueName !== undefined && { "messaging.destination.name": queueName }),
  };
}

/** Ends a span with what went wrong. */
export function endWithError(span: Span, thrown: unknown): void {
  if (span.isRecording()) {
    const error = thrown instanceof Error ? thrown : new Error(`Expected an Error to be thrown, got ${typeof thrown}`);
    const { code } = error as { code?: unknown };
    span.setAttribute("error.type", typeof code === "string" ? code : error.name);
    span.recordException(error);
    span.setStatus({ code: SpanStatusCode.ERROR, message: error.message });
  }
  span.end();
}

/**
 * The context in which a call is made that carries messages of several traces: it belongs to none of them, and whatever
 * instruments the AWS SDK or HTTP must not write its own trace over theirs.
 */
export const untraced = ROOT_CONTEXT.setValue(
  // The key by which OpenTelemetry's SDK knows it; keys of one description are the same.
  createContextKey("OpenTelemetry SDK Context Key SUPPRESS_TRACING"),
  true,
);
