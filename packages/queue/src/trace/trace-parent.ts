import { createTraceState, isSpanContextValid, type SpanContext } from "@opentelemetry/api";

/**
 * Reads W3C trace context (https://www.w3.org/TR/trace-context/). What does not follow it is no trace context, never an
 * error: whoever sends a message may write what he likes there.
 */
export function parseTraceParent(traceparent: unknown, tracestate?: unknown): SpanContext | undefined {
  if (typeof traceparent !== "string") return undefined;
  const [, version, traceId = "", spanId = "", flags = "", rest] = TRACE_PARENT.exec(traceparent) ?? [];
  // A later version may have more fields, this one has none.
  if (version === undefined || version === "ff" || (version === "00" && rest !== undefined)) return undefined;
  const spanContext: SpanContext = {
    traceId,
    spanId,
    traceFlags: Number.parseInt(flags, 16) & SAMPLED,
    isRemote: true,
    ...(typeof tracestate === "string" && { traceState: createTraceState(tracestate) }),
  };
  return isSpanContextValid(spanContext) ? spanContext : undefined;
}

/** The same as text, as version 00. */
export function toTraceParent({ traceId, spanId, traceFlags }: SpanContext): string {
  return `00-${traceId}-${spanId}-${traceFlags & SAMPLED ? "01" : "00"}`;
}

// --- internal ---

const TRACE_PARENT = /^([\da-f]{2})-([\da-f]{32})-([\da-f]{16})-([\da-f]{2})(-.*)?$/;
const SAMPLED = 1;
