import { describe, expect, it } from "vitest";
import { LEAST_SHARE, layOutSpans, sumByKind } from "./span-layout.ts";

describe("a life laid along a bar", () => {
  it("gives each stretch its share of the time", () => {
    const laid = layOutSpans(
      [
        { kind: "waiting", from: 0, to: 300 },
        { kind: "handler", from: 300, to: 400 },
      ],
      999,
    );

    expect(laid.map(({ share }) => share)).toEqual([0.75, 0.25]);
  });

  it("makes a handler's few milliseconds visible beside a long wait, and fills the bar exactly", () => {
    const laid = layOutSpans(
      [
        { kind: "waiting", from: 0, to: 600_000 },
        { kind: "handler", from: 600_000, to: 600_008 },
      ],
      0,
    );

    expect(laid[1]?.share).toBeGreaterThan(LEAST_SHARE * 0.9);
    expect(laid.reduce((sum, { share }) => sum + share, 0)).toBeCloseTo(1);
  });

  it("lets the last stretch grow until now, and never shrink below nothing where clocks differ", () => {
    expect(layOutSpans([{ kind: "in flight", from: 1_000, to: null }], 3_500)[0]).toMatchObject({
      ms: 2_500,
      isOpen: true,
    });
    expect(layOutSpans([{ kind: "in flight", from: 1_000, to: null }], 500)[0]).toMatchObject({ ms: 0, share: 1 });
  });

  it("sums by kind, in the order of a life", () => {
    const laid = layOutSpans(
      [
        { kind: "handler", from: 0, to: 5 },
        { kind: "waiting", from: 5, to: 25 },
        { kind: "handler", from: 25, to: 32 },
      ],
      0,
    );

    expect(sumByKind(laid)).toEqual([
      { kind: "waiting", ms: 20 },
      { kind: "handler", ms: 12 },
    ]);
  });
});
