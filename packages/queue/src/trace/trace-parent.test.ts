import { describe, expect, it } from "vitest";
import { parseTraceParent, toTraceParent } from "./trace-parent.ts";
import { parseXrayHeader } from "./xray-header.ts";

const traceId = "0af7651916cd43dd8448eb211c80319c";
const spanId = "b7ad6b7169203331";

describe("a traceparent", () => {
  it.each(["00", "01"])("with the flags %s is read and written as it was", (flags) => {
    const text = `00-${traceId}-${spanId}-${flags}`;

    const parsed = parseTraceParent(text);

    expect(parsed).toMatchObject({ traceId, spanId, traceFlags: Number(flags), isRemote: true });
    expect(parsed && toTraceParent(parsed)).toBe(text);
  });

  it("of a later version is read as far as it is known", () => {
    expect(parseTraceParent(`cc-${traceId}-${spanId}-09-what-else`)).toMatchObject({ traceId, spanId, traceFlags: 1 });
  });

  it.each([
    undefined,
    null,
    7,
    "",
    "nonsense",
    `00-${traceId}-${spanId}`,
    `00-${traceId}-${spanId}-01-more`,
    `ff-${traceId}-${spanId}-01`,
    `00-${traceId.toUpperCase()}-${spanId}-01`,
    `00-${"0".repeat(32)}-${spanId}-01`,
    `00-${traceId}-${"0".repeat(16)}-01`,
    `00-${traceId.slice(1)}-${spanId}-01`,
    ` 00-${traceId}-${spanId}-01`,
    `00-${traceId}-${spanId}-01\n`,
  ])("that is none (%j) is no trace context", (text) => {
    expect(parseTraceParent(text)).toBeUndefined();
  });

  it("keeps of its tracestate what follows the rules", () => {
    const parsed = parseTraceParent(`00-${traceId}-${spanId}-01`, "vendor=1,=nothing,other=a b");

    expect(parsed?.traceState?.serialize()).toBe("vendor=1,other=a b");
    expect(parseTraceParent(`00-${traceId}-${spanId}-01`, 7)).not.toHaveProperty("traceState");
  });
});

describe("X-Ray's header", () => {
  it("holds the same ids in another form", () => {
    const header = `Root=1-0af76519-16cd43dd8448eb211c80319c;Parent=${spanId};Sampled=1;Lineage=1:a:0`;

    expect(parseXrayHeader(header)).toMatchObject({ traceId, spanId, traceFlags: 1 });
    expect(parseXrayHeader(header.replace("Sampled=1", "Sampled=0"))).toMatchObject({ traceFlags: 0 });
  });

  it.each([undefined, 7, "", "Root", "Root=1-2-3;Parent=4", "Root=1-0af76519-16cd43dd8448eb211c80319c"])(
    "that has no trace and parent (%j) is no trace context",
    (header) => {
      expect(parseXrayHeader(header)).toBeUndefined();
    },
  );
});
