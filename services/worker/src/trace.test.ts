import { createLogger } from "@letsgo/logger";
import { SpanKind, SpanStatusCode, trace } from "@opentelemetry/api";
import type { SQSEvent } from "aws-lambda";
import { afterEach, describe, expect, it } from "vitest";
import { recordSpans } from "../../../test/support/record-spans.ts";
import { toContext } from "../test/to-context.ts";
import { toReceiver } from "../test/to-receiver.ts";
import { toRecord } from "../test/to-record.ts";
import { createHandler } from "./handler.ts";
import type { MessageHandler } from "./handlers/message-handler.ts";

const spans = recordSpans();
afterEach(() => spans.clear());

/** The Lambda handler with one message handler, and its log lines. */
function createParts(handle: MessageHandler) {
  const lines: Record<string, unknown>[] = [];
  const logger = createLogger({
    service: "worker",
    destination: { write: (line) => void lines.push(JSON.parse(line)) },
  });
  const handler = createHandler({
    handlers: new Map([["test", handle]]),
    scheduled: async () => {},
    receiver: toReceiver(),
    logger,
    maxReceiveCount: 3,
    partialFailures: true,
  });
  return { handler, lines };
}

/** A record of a sender's trace: its ids are made of a digit. */
function traced(digit: string, payload: unknown) {
  const record = toRecord({ type: "test", payload });
  const stringValue = `00-${digit.repeat(32)}-${digit.repeat(16)}-01`;
  return { ...record, messageAttributes: { traceparent: { stringValue, dataType: "String" } } };
}

describe("the handler of a batch", () => {
  it("has a span per record, each in its own message's trace, and so are its log lines", async () => {
    const { handler, lines } = createParts(async (message, _event, { logger }) => {
      await Promise.resolve();
      logger.info("Working");
      if (message.payload === "fail") throw new Error("no luck");
      expect(trace.getActiveSpan()?.spanContext().traceId).toBe(String(message.payload).repeat(32));
    });
    const event = { Records: [traced("1", "1"), traced("2", "fail"), traced("3", "3")] } as SQSEvent;

    const { batchItemFailures } = (await handler(event, toContext())) ?? {};

    expect(batchItemFailures).toHaveLength(1);
    const ended = spans.ended().toSorted((a, b) => a.spanContext().traceId.localeCompare(b.spanContext().traceId));
    expect(ended.map(({ name, kind, parentSpanContext }) => [name, kind, parentSpanContext?.spanId])).toEqual(
      ["1", "2", "3"].map((digit) => ["process letsgo-main-worker", SpanKind.CONSUMER, digit.repeat(16)]),
    );
    const [succeeded, failed] = ended;
    expect(succeeded?.status.code).toBe(SpanStatusCode.UNSET);
    expect(succeeded?.attributes).toMatchObject({ "letsgo.outcome": "succeeded", "letsgo.message.type": "test" });
    expect(failed?.status).toEqual({ code: SpanStatusCode.ERROR, message: "no luck" });
    expect(failed?.attributes).toMatchObject({ "letsgo.outcome": "failed", "letsgo.message.type": "test" });
    expect(lines.map(({ traceId }) => traceId).toSorted()).toEqual(["1", "2", "3"].map((digit) => digit.repeat(32)));
  });

  it("ends the span of a record that no handler may see with the reason", async () => {
    const { handler } = createParts(async () => {});

    await handler({ Records: [toRecord("{")] } as SQSEvent, toContext());

    expect(spans.one("process letsgo-main-worker").attributes).toMatchObject({
      "error.type": "INVALID_RECORD",
      "letsgo.outcome": "failed",
    });
  });
});
