import { context, SpanKind, SpanStatusCode, trace } from "@opentelemetry/api";
import { isTracingSuppressed } from "@opentelemetry/core";
import type { SQSRecord } from "aws-lambda";
import { afterAll, afterEach, beforeAll, describe, expect, it } from "vitest";
import { recordSpans } from "../../../../test/support/record-spans.ts";
import { type Emulator, startEmulator } from "../../test/emulator.ts";
import { startHeldWorker } from "../../test/held-worker.ts";
import { startHttpServer } from "../../test/http-server.ts";
import { receiveRecords } from "../../test/receive-records.ts";
import { inTrace } from "../../test/traced.ts";
import { ensureQueues } from "../admin/index.ts";
import { createProducer, createSqsClient } from "../index.ts";
import { traceIdOf, withRecordSpan } from "../receive/index.ts";
import { parseTraceParent } from "./trace-parent.ts";

const spans = recordSpans();
let emulator: Emulator;
beforeAll(async () => {
  emulator = await startEmulator();
});
afterAll(() => emulator[Symbol.asyncDispose]());
afterEach(() => spans.clear());

const sentBy = ({ messageAttributes }: SQSRecord) => parseTraceParent(messageAttributes.traceparent?.stringValue);
const directTo = (url: string) => createProducer({ settings: emulator.settings({ LETSGO_LOCAL_QUEUE_URL: url }) });

describe("a traced message", () => {
  it("goes from its sender through SQS to its handler and what that sends in one trace", async () => {
    const settings = emulator.settings();
    const { queueUrl } = await ensureQueues(emulator.client, settings, { reconcile: false });
    const producer = createProducer({ settings, client: emulator.client });

    const { messageId } = await inTrace(() => producer.enqueue({ type: "x", payload: "secret" }));
    const [record] = (await receiveRecords(emulator.client, queueUrl)) as [SQSRecord];
    await withRecordSpan(record, async () => producer.enqueue({ type: "y", payload: 1 }));
    const [child] = (await receiveRecords(emulator.client, queueUrl)) as [SQSRecord];
    await producer.close();

    const [send, childSend, processing] = spans.ended() as [...Parameters<typeof kinship>];
    expect(kinship(send, childSend, processing)).toEqual([
      [`send ${settings.queueName}`, SpanKind.PRODUCER, "2".repeat(16)],
      [`send ${settings.queueName}`, SpanKind.PRODUCER, processing.spanContext().spanId],
      [`process ${settings.queueName}`, SpanKind.CONSUMER, send.spanContext().spanId],
    ]);
    expect(new Set(spans.ended().map((span) => span.spanContext().traceId))).toEqual(new Set(["1".repeat(32)]));
    expect([record, child].map(traceIdOf)).toEqual(["1".repeat(32), "1".repeat(32)]);
    expect(record.messageAttributes.tracestate?.stringValue).toBe("vendor=1");
    expect(send.attributes).toEqual({
      "messaging.system": "aws_sqs",
      "messaging.operation.name": "send",
      "messaging.operation.type": "send",
      "messaging.destination.name": settings.queueName,
      "messaging.message.id": messageId,
      "messaging.message.body.size": record.body.length,
      "letsgo.message.type": "x",
      "letsgo.mode": "queued",
      "letsgo.sqs_message_id": record.messageId,
    });
    expect(processing.attributes).toMatchObject({
      "messaging.operation.type": "process",
      "messaging.message.id": messageId,
      "letsgo.receive_count": 1,
      "letsgo.sqs_message_id": record.messageId,
    });
    expect(JSON.stringify(spans.ended().map(({ attributes }) => attributes))).not.toContain("secret");
  });

  it("keeps its own trace where it shares a call with others", async () => {
    await using worker = await startHeldWorker();
    const producer = directTo(worker.url);
    const traceIds = Array.from({ length: 24 }, (_, index) => String(index + 10).padStart(32, "0"));

    const sending = traceIds.map((traceId) =>
      inTrace((parent) => producer.enqueue({ type: "x", payload: parent.traceId }), traceId),
    );
    worker.release();
    await Promise.all(sending);
    await producer.close();

    const records = worker.posts().flat();
    expect(Math.max(...worker.posts().map((post) => post.length))).toBeGreaterThan(1);
    expect(records.map(({ body }) => JSON.parse(body).payload).toSorted()).toEqual(traceIds);
    for (const record of records) expect(traceIdOf(record)).toBe(JSON.parse(record.body).payload);
    const sent = new Set(spans.ended().map((span) => span.spanContext().spanId));
    expect(new Set(records.map((record) => sentBy(record)?.spanId))).toEqual(sent);
  });

  it("shares a call that is in no trace, so that no instrumentation of the call writes another over it", async () => {
    const settings = emulator.settings();
    await ensureQueues(emulator.client, settings, { reconcile: false });
    const client = createSqsClient(settings);
    const seen: unknown[] = [];
    client.middlewareStack.add(
      (next) => (args) => {
        seen.push([trace.getActiveSpan(), isTracingSuppressed(context.active())]);
        return next(args);
      },
      { step: "initialize" },
    );
    const producer = createProducer({ settings: { ...settings, queueUrl: undefined }, client });

    await inTrace(() => producer.enqueue({ type: "x", payload: 1 }));
    await producer.close();
    client.destroy();

    expect(new Set(seen.map((each) => JSON.stringify(each)))).toEqual(new Set([JSON.stringify([undefined, true])]));
  });

  it("begins a trace where its sender is in none", async () => {
    await using worker = await startHeldWorker();
    worker.release();
    const producer = directTo(worker.url);

    await producer.enqueueMany([
      { type: "x", payload: 1 },
      { type: "x", payload: 2 },
    ]);
    await producer.close();

    const begun = spans.ended().map((span) => span.spanContext().traceId);
    expect(new Set(begun).size).toBe(2);
    expect(spans.ended().map(({ parentSpanContext }) => parentSpanContext)).toEqual([undefined, undefined]);
    expect(worker.posts().flat().map(traceIdOf).toSorted()).toEqual(begun.toSorted());
  });

  it.each([
    ["is not sent", { type: "x", payload: 1 }, "WORKER_REFUSED"],
    ["is refused before it is sent", { type: "x", payload: undefined }, "INVALID_MESSAGE"],
  ])("that %s ends its span with the error", async (_, message, code) => {
    await using worker = await startHttpServer((response) => void response.writeHead(500).end());
    const producer = directTo(worker.url);

    await expect(producer.enqueue(message)).rejects.toMatchObject({ code });
    await producer.close();

    const [{ status, attributes, events }] = spans.ended() as [...Parameters<typeof kinship>];
    expect(status.code).toBe(SpanStatusCode.ERROR);
    expect(attributes["error.type"]).toBe(code);
    expect(events.map(({ name }) => name)).toEqual(["exception"]);
  });
});

describe("a record's span", () => {
  const record = {
    messageId: "sqs-id",
    body: "{}",
    attributes: { ApproximateReceiveCount: "3" },
    messageAttributes: { traceparent: { stringValue: `00-${"5".repeat(32)}-${"6".repeat(16)}-01` } },
    eventSourceARN: "arn:aws:sqs:us-west-2:000000000000:queue-1",
  } as unknown as SQSRecord;

  it("ends as failed where its processing fails, and passes the error on", async () => {
    const error = Object.assign(new Error("no luck"), { code: "NO_LUCK" });

    await expect(withRecordSpan(record, () => Promise.reject(error))).rejects.toBe(error);

    const span = spans.one("process queue-1");
    const { status, attributes, events } = span;
    expect(span.spanContext().traceId).toBe("5".repeat(32));
    expect(status).toEqual({ code: SpanStatusCode.ERROR, message: "no luck" });
    expect(attributes).toMatchObject({ "error.type": "NO_LUCK", "letsgo.receive_count": 3 });
    expect(events[0]?.attributes).toMatchObject({ "exception.message": "no luck" });
  });

  it("has its message's sender as parent and a link to the batch, where that is traced", async () => {
    await inTrace(() => Promise.all([withRecordSpan(record, async () => {})]));

    const { parentSpanContext, links } = spans.one("process queue-1");
    expect(parentSpanContext?.spanId).toBe("6".repeat(16));
    expect(links.map((link) => link.context.spanId)).toEqual(["2".repeat(16)]);
  });

  it("is not active outside of it", async () => {
    await withRecordSpan(record, async (span) => expect(trace.getActiveSpan()).toBe(span));

    expect(trace.getActiveSpan()).toBeUndefined();
  });
});

// --- internal ---

type EndedSpan = ReturnType<typeof spans.one>;

function kinship(...ended: [EndedSpan, EndedSpan, EndedSpan]) {
  return ended.map(({ name, kind, parentSpanContext }) => [name, kind, parentSpanContext?.spanId]);
}
