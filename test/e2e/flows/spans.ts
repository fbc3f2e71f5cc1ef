import { randomBytes } from "node:crypto";
import { expect, test } from "vitest";
import type { CollectedSpan } from "../../support/otlp-collector.ts";
import { postContact } from "../../support/post-contact.ts";
import type { SharedCollector } from "../../support/use-collector.ts";
import type { SharedStack } from "../../support/use-stack.ts";

const CALLER = "1".repeat(16);

/** What a collector gets of a stack that sends it spans. */
export function spanFlows(shared: SharedStack, collector: SharedCollector): void {
  test("gets one trace of a request: received, sent, processed, each the other's parent", async () => {
    const { stack } = shared;
    const traceId = randomBytes(16).toString("hex");

    const messageId = await postContact(stack, { traceparent: `00-${traceId}-${CALLER}-01` });
    const spans = await collector.waitFor(traceId, (seen) => seen.length >= 3);

    expect(linesOf(spans)).toEqual([
      "letsgo-api SERVER POST /v1/contact",
      `  letsgo-api PRODUCER send ${stack.settings.queueName}`,
      `    letsgo-worker CONSUMER process ${stack.settings.queueName}`,
    ]);
    const process = spans.find(({ kind }) => kind === "CONSUMER");
    expect(process?.attributes).toMatchObject({
      "messaging.system": "aws_sqs",
      "messaging.message.id": messageId,
      "letsgo.message.type": "letsgo:contact",
      "letsgo.outcome": "succeeded",
      "letsgo.mode": stack.mode,
    });
    expect(JSON.stringify(spans)).not.toContain("ada@example.com");
  });

  test("gets what a handler enqueues as part of the same trace, and each delivery of a message that fails", async () => {
    const { stack, producer } = shared;
    const { queueName } = stack.settings;
    const traceId = randomBytes(16).toString("hex");
    const payload = { child: { type: "test:flaky", payload: null } };
    const attempts = stack.mode === "queued" ? 3 : 1;

    await producer.enqueue(
      { type: "test:parent", payload },
      { attributes: { traceparent: `00-${traceId}-${CALLER}-01` } },
    );
    const spans = await collector.waitFor(traceId, (seen) => seen.length >= 2 + attempts);

    expect(linesOf(spans)).toEqual([
      `letsgo-worker CONSUMER process ${queueName}`,
      `  letsgo-worker PRODUCER send ${queueName}`,
      ...Array(attempts).fill(`    letsgo-worker CONSUMER process ${queueName}`),
    ]);
    const deliveries = spans.filter(({ attributes }) => attributes["letsgo.message.type"] === "test:flaky");
    const failed = deliveries.filter((span) => span.failed);
    expect(failed).toHaveLength(stack.mode === "queued" ? 2 : 1);
    expect(failed[0]?.attributes).toMatchObject({ "letsgo.receive_count": 1, "letsgo.outcome": "failed" });
    expect(failed[0]?.events[0]?.attributes["exception.message"]).toContain("Flaky on purpose");
  });
}

// --- internal ---

/** A trace as an indented tree below the caller. */
function linesOf(spans: readonly CollectedSpan[], parentSpanId = CALLER, indent = ""): string[] {
  return spans
    .filter((span) => span.parentSpanId === parentSpanId)
    .flatMap((span) => [
      `${indent}${span.service} ${span.kind} ${span.name}`,
      ...linesOf(spans, span.spanId, `${indent}  `),
    ]);
}
