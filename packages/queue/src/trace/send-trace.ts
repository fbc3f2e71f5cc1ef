import {
  type Context,
  context,
  defaultTextMapSetter,
  isSpanContextValid,
  propagation,
  type Span,
  SpanKind,
  trace,
} from "@opentelemetry/api";
import { lambdaTraceHeader } from "../config.ts";
import type { EnqueueOptions } from "../enqueue-options.ts";
import type { Envelope } from "../envelope.ts";
import { endWithError, queueAttributes, spanAttribute, tracer } from "./queue-spans.ts";
import { traceIdOfIdentity } from "./trace-of-identity.ts";
import { parseTraceParent, toTraceParent } from "./trace-parent.ts";
import { parseXrayHeader } from "./xray-header.ts";

/** What a message carries of its trace. */
export interface CarriedTrace {
  readonly traceparent: string;
  /** undefined: there is none. */
  readonly tracestate: string | undefined;
  /** For SQS's system attribute AWSTraceHeader; undefined where nobody uses X-Ray. */
  readonly traceHeader: string | undefined;
}

/** The trace of one message from `enqueue` to its acceptance. */
export interface SendTrace {
  readonly traceId: string;
  /** undefined: nobody traces this message, and its trace is made of its identity on both sides. */
  readonly carried: CarriedTrace | undefined;
  accepted(envelope: Envelope, sqsMessageId: string | undefined): void;
  failed(error: unknown): void;
}

/**
 * Begins the span `send <queue>`. Its parent is the caller's own `traceparent` attribute, else the active span, else the
 * X-Ray trace of the Lambda invocation; without one of them, and without an SDK, there is no trace to carry.
 */
export function startSendTrace(
  messageId: string,
  { attributes }: EnqueueOptions,
  { queueName, mode }: { queueName: string; mode: string },
): SendTrace {
  const span = tracer.startSpan(`send ${queueName}`, { kind: SpanKind.PRODUCER }, parentOf(attributes));
  if (span.isRecording()) {
    span.setAttributes({
      ...queueAttributes("send", queueName),
      [spanAttribute.messageId]: messageId,
      [spanAttribute.mode]: mode,
    });
  }
  const carried = toCarried(span);
  return {
    traceId: carried ? span.spanContext().traceId : traceIdOfIdentity(messageId),
    carried,
    accepted({ type, size }, sqsMessageId) {
      if (span.isRecording()) {
        span.setAttributes({
          [spanAttribute.messageType]: type,
          [spanAttribute.bodySize]: size.bodyBytes,
          ...(sqsMessageId !== undefined && { [spanAttribute.sqsMessageId]: sqsMessageId }),
        });
      }
      span.end();
    },
    failed: (error) => endWithError(span, error),
  };
}

// --- internal ---

function parentOf(attributes: EnqueueOptions["attributes"]): Context {
  const active = context.active();
  const named = parseTraceParent(attributes?.traceparent, attributes?.tracestate);
  if (named) return trace.setSpanContext(active, named);
  if (trace.getSpanContext(active)) return active;
  const invocation = parseXrayHeader(lambdaTraceHeader());
  return invocation ? trace.setSpanContext(active, invocation) : active;
}

function toCarried(span: Span): CarriedTrace | undefined {
  const spanContext = span.spanContext();
  if (!isSpanContextValid(spanContext)) return undefined;
  return {
    traceparent: toTraceParent(spanContext),
    tracestate: spanContext.traceState?.serialize() || undefined,
    traceHeader: xrayHeaderOf(span) ?? lambdaTraceHeader(),
  };
}

/** By the process's own propagators: X-Ray's is among them where its user wants it (`OTEL_PROPAGATORS=xray`). */
function xrayHeaderOf(span: Span): string | undefined {
  const field = propagation.fields().find((name) => name.toLowerCase() === "x-amzn-trace-id");
  if (field === undefined) return undefined;
  const carrier: Record<string, string> = {};
  propagation.inject(trace.setSpan(context.active(), span), carrier, defaultTextMapSetter);
  return carrier[field];
}
