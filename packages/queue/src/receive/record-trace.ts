import { context, type Link, type Span, type SpanContext, SpanKind, trace } from "@opentelemetry/api";
import type { SQSRecord } from "aws-lambda";
import { endWithError, queueAttributes, spanAttribute, tracer } from "../trace/queue-spans.ts";
import { traceOfIdentity } from "../trace/trace-of-identity.ts";
import { parseTraceParent } from "../trace/trace-parent.ts";
import { parseXrayHeader } from "../trace/xray-header.ts";
import { type IdentifiedRecord, identityOf } from "./identity-of.ts";
import { isDirect } from "./is-direct.ts";

/**
 * The id of the trace that a record's message belongs to, as its sender gave it, or made of its identity: the same at
 * each hop and each delivery.
 */
export function traceIdOf(record: IdentifiedRecord & Partial<Pick<SQSRecord, "attributes">>): string {
  return traceOf(record).traceId;
}

/**
 * Runs `run` as the processing of a record: in its message's trace, so that what is logged, enqueued or called inside
 * continues it, and as the span `process <queue>`, which a rejection ends as failed. Each record has a span of its own
 * whose parent is the message's sender; where the batch itself is traced (Lambda's invocation), the span has a link to
 * that.
 *
 * @param run gets the span, to say more about it
 * @throws whatever `run` rejects with
 * @example
 * await withRecordSpan(record, async () => dispatch(await receiver.receive(record)));
 */
export async function withRecordSpan<T>(record: SQSRecord, run: (span: Span) => Promise<T>): Promise<T> {
  const active = context.active();
  const sender = traceOf(record);
  const queueName = queueNameOf(record);
  const span = tracer.startSpan(
    queueName === undefined ? "process" : `process ${queueName}`,
    { kind: SpanKind.CONSUMER, links: linksTo(trace.getSpanContext(active), sender) },
    trace.setSpanContext(active, sender),
  );
  if (span.isRecording()) span.setAttributes(attributesOf(record, queueName));
  try {
    const result = await context.with(trace.setSpan(active, span), run, undefined, span);
    span.end();
    return result;
  } catch (thrown) {
    endWithError(span, thrown);
    throw thrown;
  }
}

// --- internal ---

/** W3C's counts first: X-Ray's header is also there where only AWS traces, and knows nothing of spans between. */
function traceOf(record: Parameters<typeof traceIdOf>[0]): SpanContext {
  const { traceparent, tracestate } = record.messageAttributes ?? {};
  return (
    parseTraceParent(traceparent?.stringValue, tracestate?.stringValue) ??
    parseXrayHeader(record.attributes?.AWSTraceHeader) ??
    traceOfIdentity(identityOf(record))
  );
}

/** A record that was posted to the worker by hand may lack what SQS always says. */
function queueNameOf({ eventSourceARN }: Partial<SQSRecord>): string | undefined {
  return typeof eventSourceARN === "string" ? eventSourceARN.split(":").at(-1) : undefined;
}

function linksTo(batch: SpanContext | undefined, sender: SpanContext): Link[] {
  return batch && batch.spanId !== sender.spanId ? [{ context: batch }] : [];
}

function attributesOf(record: SQSRecord, queueName: string | undefined) {
  const messageId = identityOf(record);
  return {
    ...queueAttributes("process", queueName),
    [spanAttribute.messageId]: messageId,
    [spanAttribute.bodySize]: Buffer.byteLength(record.body),
    [spanAttribute.receiveCount]: Number(record.attributes?.ApproximateReceiveCount) || 1,
    [spanAttribute.mode]: isDirect(record) ? "direct" : "queued",
    ...(record.messageId !== messageId && { [spanAttribute.sqsMessageId]: record.messageId }),
  };
}
