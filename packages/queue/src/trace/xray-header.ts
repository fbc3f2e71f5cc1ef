import { isSpanContextValid, type SpanContext, TraceFlags } from "@opentelemetry/api";

/**
 * Reads X-Ray's tracing header, as SQS hands it on in AWSTraceHeader and Lambda in `_X_AMZN_TRACE_ID`:
 * `Root=1-5759e988-bd862e3fe1be46a994272793;Parent=53995c3f42cd8ad8;Sampled=1`. Its ids are OpenTelemetry's in another
 * form; without a parent, or where it is malformed, there is nothing to continue.
 * https://docs.aws.amazon.com/xray/latest/devguide/xray-concepts.html#xray-concepts-tracingheader
 */
export function parseXrayHeader(header: unknown): SpanContext | undefined {
  if (typeof header !== "string") return undefined;
  const fields = new Map(header.split(";").map((field) => field.trim().split("=", 2) as [string, string]));
  const [, seconds, random] = /^1-([\da-f]{8})-([\da-f]{24})$/.exec(fields.get("Root") ?? "") ?? [];
  const spanContext: SpanContext = {
    traceId: `${seconds}${random}`,
    spanId: fields.get("Parent") ?? "",
    traceFlags: fields.get("Sampled") === "1" ? TraceFlags.SAMPLED : TraceFlags.NONE,
    isRemote: true,
  };
  return isSpanContextValid(spanContext) ? spanContext : undefined;
}
