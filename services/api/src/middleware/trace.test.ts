import { SpanKind, SpanStatusCode } from "@opentelemetry/api";
import { afterEach, describe, expect, it, vi } from "vitest";
import { recordSpans } from "../../../../test/support/record-spans.ts";
import { startApi } from "../../test/start-api.ts";
import { startFakeWorker } from "../../test/start-fake-worker.ts";

const spans = recordSpans();
afterEach(() => spans.clear());

const traceId = "0af7651916cd43dd8448eb211c80319c";
const headers = {
  "content-type": "application/json",
  traceparent: `00-${traceId}-b7ad6b7169203331-01`,
  tracestate: "vendor=1",
};
const form = JSON.stringify({ name: "Ada", email: "ada@example.com", message: "Hello" });

describe("a request", () => {
  it("is a server span in its caller's trace, and what it enqueues is the span's child", async () => {
    await using worker = await startFakeWorker();
    await using api = await startApi(worker.url);

    await api.post("/v1/contact?page=1", form, headers);
    await vi.waitFor(() => spans.one("POST /v1/contact"));

    const server = spans.one("POST /v1/contact");
    expect(server.kind).toBe(SpanKind.SERVER);
    expect(server.spanContext().traceId).toBe(traceId);
    expect(server.parentSpanContext?.spanId).toBe("b7ad6b7169203331");
    expect(server.attributes).toEqual({
      "http.request.method": "POST",
      "url.path": "/v1/contact",
      "url.scheme": "http",
      "http.route": "/v1/contact",
      "http.response.status_code": 200,
    });
    const send = spans.one("send letsgo-main-worker");
    expect(send.parentSpanContext?.spanId).toBe(server.spanContext().spanId);
    expect(worker.records[0]?.messageAttributes).toMatchObject({
      traceparent: { stringValue: `00-${traceId}-${send.spanContext().spanId}-01` },
      tracestate: { stringValue: "vendor=1" },
    });
  });

  it("that fails is a failed span, and its log line has the trace's id", async () => {
    await using api = await startApi("http://127.0.0.1:1", {
      enqueue: () => Promise.reject(new Error("no luck")),
    });

    await api.post("/v1/contact", form, headers);
    await vi.waitFor(() => spans.one("POST /v1/contact"));

    expect(spans.one("POST /v1/contact").status.code).toBe(SpanStatusCode.ERROR);
    expect(api.lines).toEqual([expect.objectContaining({ msg: "Request failed", traceId })]);
  });

  it("of a path that is none has no path in its name", async () => {
    await using api = await startApi("http://127.0.0.1:1");

    await api.post("/v1/made-up-4711", form, headers);
    await vi.waitFor(() => spans.one("POST"));

    expect(spans.one("POST").attributes).toMatchObject({ "http.response.status_code": 404 });
  });

  it("for the health is not traced", async () => {
    await using api = await startApi("http://127.0.0.1:1");

    await fetch(`${api.url}/v1/health`);
    await api.post("/v1/made-up", form, headers);
    await vi.waitFor(() => spans.one("POST"));

    expect(spans.ended()).toHaveLength(1);
  });
});
