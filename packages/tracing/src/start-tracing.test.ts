import { createLogger } from "@letsgo/logger";
import { context, propagation, SpanStatusCode, trace } from "@opentelemetry/api";
import { afterEach, describe, expect, it } from "vitest";
import { startOtlpCollector } from "../../../test/support/otlp-collector.ts";
import { startTracing } from "./index.ts";

const lines: Record<string, unknown>[] = [];
const logger = createLogger({ service: "test", destination: { write: (line) => void lines.push(JSON.parse(line)) } });
const start = (endpoint: string | undefined) =>
  startTracing({ settings: { endpoint, serviceName: undefined }, service: "api", logger });

afterEach(() => {
  lines.length = 0;
  trace.disable();
  context.disable();
  propagation.disable();
});

describe("tracing", () => {
  it("sends ended spans to the endpoint's /v1/traces, at the latest with the stop", async () => {
    await using collector = await startOtlpCollector();
    const tracing = await start(`${collector.url}/`);

    const span = trace.getTracer("test").startSpan("work", { attributes: { answer: 42 } });
    span.recordException(new Error("no luck"));
    span.setStatus({ code: SpanStatusCode.ERROR });
    span.end();
    await tracing.stop();

    expect(collector.spans).toEqual([
      expect.objectContaining({
        service: "letsgo-api",
        name: "work",
        traceId: span.spanContext().traceId,
        parentSpanId: "",
        attributes: { answer: 42 },
        failed: true,
      }),
    ]);
    expect(collector.spans[0]?.events[0]?.attributes["exception.message"]).toBe("no luck");
    expect(lines).toEqual([]);
  });

  it("without an endpoint records nothing, and carries the trace through async code and by W3C's headers", async () => {
    const traceparent = "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01";
    await start(undefined);

    const headers = await context.with(propagation.extract(context.active(), { traceparent }), async () => {
      await Promise.resolve();
      const outgoing: Record<string, string> = {};
      const span = trace.getTracer("test").startSpan("work");
      expect(span.isRecording()).toBe(false);
      propagation.inject(context.active(), outgoing);
      return outgoing;
    });

    expect(headers).toEqual({ traceparent });
  });

  it("tells once that spans are not taken, and once that they are again", async () => {
    let status = 400;
    await using collector = await startOtlpCollector({ answer: () => status });
    const tracing = await start(collector.url);
    const work = () =>
      trace.getTracer("test").startActiveSpan("work", async (span) => {
        span.end();
        await tracing.flush();
      });

    await work();
    await work();
    status = 200;
    await work();
    await tracing.stop();

    expect(lines.map(({ level, msg }) => [level, msg])).toEqual([
      ["warn", "Spans are not taken by OTEL_EXPORTER_OTLP_ENDPOINT and are dropped"],
      ["info", "Spans are taken again"],
    ]);
    for (const line of lines) expect(line).not.toHaveProperty("traceId");
  });

  it.each([
    ["refuses connections", async () => ({ url: "http://127.0.0.1:1", [Symbol.asyncDispose]: async () => {} })],
    ["never answers", () => startSilentCollector()],
  ])("stops though the collector %s", async (_, startOther) => {
    await using collector = await startOther();
    const tracing = await start(collector.url);

    trace.getTracer("test").startSpan("work").end();

    await tracing.stop();
  });

  it("leaves alone what somebody has set up before", async () => {
    await using first = await startOtlpCollector();
    await using second = await startOtlpCollector();
    const before = await start(first.url);
    const tracing = await start(second.url);

    trace.getTracer("test").startSpan("work").end();
    await tracing.stop();
    await before.stop();

    expect([first.spans.length, second.spans.length]).toEqual([1, 0]);
  });
});

// --- internal ---

async function startSilentCollector() {
  const { promise: never } = Promise.withResolvers<number>();
  return startOtlpCollector({ answer: () => never });
}
