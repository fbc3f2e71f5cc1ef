import { once } from "node:events";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { parse } from "protobufjs";

/** A span as it came. */
export interface CollectedSpan {
  /** The resource's `service.name`. */
  readonly service: string;
  readonly name: string;
  readonly kind: "INTERNAL" | "SERVER" | "CLIENT" | "PRODUCER" | "CONSUMER";
  readonly traceId: string;
  readonly spanId: string;
  /** Empty of a root. */
  readonly parentSpanId: string;
  readonly attributes: Readonly<Record<string, string | number>>;
  readonly failed: boolean;
  /** Names and attributes of its events, for example of an exception. */
  readonly events: readonly { readonly name: string; readonly attributes: CollectedSpan["attributes"] }[];
}

/** A collector that takes spans by OTLP over HTTP, as protobuf, and keeps them. */
export interface OtlpCollector extends AsyncDisposable {
  /** What OTEL_EXPORTER_OTLP_ENDPOINT is to be. */
  readonly url: string;
  readonly spans: CollectedSpan[];
  /** Headers of each export. */
  readonly exports: Readonly<Record<string, unknown>>[];
  /** Resolves once spans of a trace make `isComplete` true; rejects after 30 s with what came. */
  waitFor(traceId: string, isComplete: (spans: readonly CollectedSpan[]) => boolean): Promise<readonly CollectedSpan[]>;
}

/** @param options.answer the status of each answer, when it is to come; 200 takes the spans */
export async function startOtlpCollector({
  answer = () => 200,
}: {
  answer?: () => number | Promise<number>;
} = {}): Promise<OtlpCollector> {
  const spans: CollectedSpan[] = [];
  const exports: Record<string, unknown>[] = [];
  const waiting = new Set<() => void>();
  const server = createServer(async (request, response) => {
    const chunks: Buffer[] = [];
    for await (const chunk of request) chunks.push(chunk as Buffer);
    const status = request.url === "/v1/traces" ? await answer() : 404;
    exports.push(request.headers);
    if (status === 200) spans.push(...decode(Buffer.concat(chunks)));
    response.writeHead(status, { "content-type": "application/x-protobuf" }).end();
    for (const look of waiting) look();
  });
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    spans,
    exports,
    async waitFor(traceId, isComplete) {
      const ofTrace = () => spans.filter((span) => span.traceId === traceId);
      const complete = Promise.withResolvers<void>();
      const look = () => void (isComplete(ofTrace()) && complete.resolve());
      const late = setTimeout(() => {
        complete.reject(new Error(`Expected the spans of trace ${traceId}, got ${JSON.stringify(ofTrace())}`));
      }, DEADLINE_MS);
      waiting.add(look);
      look();
      await complete.promise.finally(() => {
        clearTimeout(late);
        waiting.delete(look);
      });
      return ofTrace();
    },
    async [Symbol.asyncDispose]() {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}

// --- internal ---

const DEADLINE_MS = 30_000;

/** What is read of https://github.com/open-telemetry/opentelemetry-proto; other fields are passed over. */
const { root } = parse(`
  syntax = "proto3";
  message Request { repeated ResourceSpans resource_spans = 1; }
  message ResourceSpans { Resource resource = 1; repeated ScopeSpans scope_spans = 2; }
  message Resource { repeated KeyValue attributes = 1; }
  message ScopeSpans { repeated Span spans = 2; }
  enum Kind { UNSPECIFIED = 0; INTERNAL = 1; SERVER = 2; CLIENT = 3; PRODUCER = 4; CONSUMER = 5; }
  message Span {
    bytes trace_id = 1; bytes span_id = 2; bytes parent_span_id = 4; string name = 5; Kind kind = 6;
    repeated KeyValue attributes = 9; repeated Event events = 11; Status status = 15;
  }
  message Event { string name = 2; repeated KeyValue attributes = 3; }
  message Status { uint32 code = 3; }
  message KeyValue { string key = 1; AnyValue value = 2; }
  message AnyValue { oneof value { string string_value = 1; bool bool_value = 2; int64 int_value = 3; double double_value = 4; } }
`);
const requestType = root.lookupType("Request");

interface Pair {
  key: string;
  value: Record<string, string | number>;
}

interface RawRequest {
  resourceSpans: { resource: { attributes: Pair[] }; scopeSpans: { spans: RawSpan[] }[] }[];
}

interface RawSpan {
  traceId: Buffer;
  spanId: Buffer;
  parentSpanId?: Buffer;
  name: string;
  kind: CollectedSpan["kind"];
  attributes: Pair[];
  events: { name: string; attributes: Pair[] }[];
  status?: { code?: number };
}

function decode(bytes: Buffer): CollectedSpan[] {
  const options = { arrays: true, enums: String, longs: Number };
  const { resourceSpans } = requestType.toObject(requestType.decode(bytes), options) as RawRequest;
  return resourceSpans.flatMap(({ resource, scopeSpans }) =>
    scopeSpans.flatMap(({ spans }) =>
      spans.map((span) => toSpan(span, String(toAttributes(resource.attributes)["service.name"]))),
    ),
  );
}

function toSpan({ traceId, spanId, parentSpanId, status, ...span }: RawSpan, service: string): CollectedSpan {
  return {
    service,
    name: span.name,
    kind: span.kind,
    traceId: Buffer.from(traceId).toString("hex"),
    spanId: Buffer.from(spanId).toString("hex"),
    parentSpanId: Buffer.from(parentSpanId ?? []).toString("hex"),
    attributes: toAttributes(span.attributes),
    failed: status?.code === 2,
    events: span.events.map(({ name, attributes }) => ({ name, attributes: toAttributes(attributes) })),
  };
}

function toAttributes(pairs: readonly Pair[]): CollectedSpan["attributes"] {
  return Object.fromEntries(pairs.map(({ key, value }) => [key, Object.values(value)[0] ?? ""]));
}
