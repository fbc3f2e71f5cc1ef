import { queueSettingsOf } from "@letsgo/config";
import { propagation } from "@opentelemetry/api";
import { CompositePropagator, W3CTraceContextPropagator } from "@opentelemetry/core";
import { AWSXRayPropagator } from "@opentelemetry/propagator-aws-xray";
import type { SQSRecord } from "aws-lambda";
import { afterEach, describe, expect, it } from "vitest";
import { carryContext } from "../../../../test/support/record-spans.ts";
import { startHeldWorker } from "../../test/held-worker.ts";
import { makeEnvelope } from "../../test/make-envelope.ts";
import { recordEvents } from "../../test/record-events.ts";
import { inTrace, xrayHeader } from "../../test/traced.ts";
import type { EnqueueOptions } from "../enqueue-options.ts";
import { createProducer } from "../index.ts";
import { traceIdOf, withRecordSpan } from "../receive/index.ts";
import { toCopy } from "../receive/to-copy.ts";
import { toClaimCheck } from "../sending/to-claim-check.ts";

// No SDK in this file: nothing is recorded, and the trace travels all the same.
carryContext();
afterEach(() => propagation.disable());

/** Enqueues a message in direct mode; the record that the worker gets. */
async function deliver(options: EnqueueOptions = {}, within: typeof inTrace | undefined = undefined) {
  await using worker = await startHeldWorker();
  worker.release();
  const producer = createProducer({ settings: queueSettingsOf({ LETSGO_LOCAL_QUEUE_URL: worker.url }) });
  const send = () => producer.enqueue({ type: "x", payload: 1 }, options);
  await (within ? within(send) : send());
  await producer.close();
  return worker.posts()[0]?.[0] as SQSRecord;
}

describe("without an SDK", () => {
  it("a message that is in no trace carries none, and has the same trace id at each hop", async () => {
    using recorded = recordEvents();

    const record = await deliver();

    expect(Object.keys(record.messageAttributes)).toEqual(["letsgo.messageId"]);
    expect(traceIdOf(record)).toBe(record.messageId.replaceAll("-", ""));
    expect(recorded.events.map((event) => "traceId" in event && event.traceId)).toContain(traceIdOf(record));
  });

  it("what a handler enqueues is in its message's trace, be that carried or not", async () => {
    const first = await deliver({}, inTrace);
    const untraced = await deliver();

    const children = await Promise.all([first, untraced].map((record) => withRecordSpan(record, () => deliver())));

    expect(children.map(traceIdOf)).toEqual([first, untraced].map(traceIdOf));
    expect(children[0]?.messageAttributes).toMatchObject({
      traceparent: { stringValue: `00-${"1".repeat(32)}-${"2".repeat(16)}-01` },
      tracestate: { stringValue: "vendor=1" },
    });
  });

  it("a trace context among the caller's own attributes is continued", async () => {
    const traceparent = `00-${"7".repeat(32)}-${"8".repeat(16)}-00`;

    const record = await deliver({ attributes: { traceparent, tracestate: "mine=1" } }, inTrace);

    expect(record.messageAttributes).toMatchObject({
      traceparent: { stringValue: traceparent },
      tracestate: { stringValue: "mine=1" },
    });
  });
});

describe("a record", () => {
  const record = (parts: { traceparent?: unknown; AWSTraceHeader?: unknown; id?: unknown }) =>
    ({
      messageId: parts.id ?? "97d7a6c4-9a5c-4bd0-9b3f-7f7ae7d8b8c4",
      body: "{}",
      attributes: { AWSTraceHeader: parts.AWSTraceHeader },
      messageAttributes: { traceparent: { dataType: "String", stringValue: parts.traceparent } },
      eventSourceARN: "arn:aws:sqs:us-west-2:000000000000:queue-1",
    }) as unknown as SQSRecord;

  it("of a producer that only X-Ray traces is in X-Ray's trace", () => {
    expect(traceIdOf(record({ AWSTraceHeader: xrayHeader }))).toBe("3".repeat(32));
  });

  it("that has both is in W3C's trace", () => {
    const traceparent = `00-${"7".repeat(32)}-${"8".repeat(16)}-01`;

    expect(traceIdOf(record({ AWSTraceHeader: xrayHeader, traceparent }))).toBe("7".repeat(32));
  });

  it.each([
    { traceparent: "nonsense" },
    { traceparent: 7 },
    { AWSTraceHeader: "nonsense" },
    { AWSTraceHeader: {} },
    { id: "no UUID" },
    { id: 7 },
  ])("whose trace context is none (%j) is processed, in a trace of its identity", async (parts) => {
    expect(await withRecordSpan(record(parts), async () => "processed")).toBe("processed");

    expect(traceIdOf(record(parts))).toMatch(/^[\da-f]{32}$/);
    expect(traceIdOf(record(parts))).toBe(traceIdOf(record(parts)));
  });
});

describe("X-Ray", () => {
  it("is told in AWSTraceHeader, where the process's propagators are X-Ray's too", async () => {
    const propagators = [new W3CTraceContextPropagator(), new AWSXRayPropagator()];
    propagation.setGlobalPropagator(new CompositePropagator({ propagators }));

    const { attributes, messageAttributes } = await deliver({}, inTrace);

    const root = `1-${"1".repeat(8)}-${"1".repeat(24)}`;
    expect(attributes.AWSTraceHeader).toBe(`Root=${root};Parent=${"2".repeat(16)};Sampled=1`);
    expect(messageAttributes.traceparent?.stringValue).toBe(`00-${"1".repeat(32)}-${"2".repeat(16)}-01`);
  });

  it("is not told where nobody uses it", async () => {
    expect((await deliver({}, inTrace)).attributes).not.toHaveProperty("AWSTraceHeader");
  });
});

describe("an envelope's trace", () => {
  const trace = {
    traceparent: `00-${"7".repeat(32)}-${"8".repeat(16)}-01`,
    tracestate: "a=1",
    traceHeader: xrayHeader,
  };

  it("stays with the claim check of a large payload, within SQS's 10 attributes (D28)", () => {
    const attributes = { a: "1", b: "2", c: "3", d: "4" };
    const options = { attributes, delaySeconds: 1000, replayOf: "other" };

    const { envelope } = toClaimCheck(makeEnvelope({ type: "x", payload: 1 }, options, { trace }));

    expect(envelope.attributes).toMatchObject({
      traceparent: { value: trace.traceparent },
      tracestate: { value: "a=1" },
      a: { value: "1" },
    });
    expect(Object.keys(envelope.attributes)).toHaveLength(10);
    expect(envelope.traceHeader).toBe(xrayHeader);
  });

  it("counts for the size, but for X-Ray's header (D27)", () => {
    const bare = makeEnvelope({ type: "x", payload: 1 });
    const traced = makeEnvelope({ type: "x", payload: 1 }, {}, { trace });

    const added = "traceparent".length + "String".length + 55 + "tracestate".length + "String".length + "a=1".length;
    expect(traced.size.totalBytes - bare.size.totalBytes).toBe(added);
  });

  it("stays with a copy: a hop, or a redrive", async () => {
    const record = await deliver({}, inTrace);
    record.attributes.AWSTraceHeader = xrayHeader;

    const copy = toCopy(record);

    expect(copy.attributes.traceparent?.value).toBe(record.messageAttributes.traceparent?.stringValue);
    expect(copy.traceHeader).toBe(xrayHeader);
  });
});
