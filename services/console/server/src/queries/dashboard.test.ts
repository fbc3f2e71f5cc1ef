import { describe, expect, it } from "vitest";
import { bodyOf, createShipper, deliveryOf } from "../../test/shipper.ts";
import { openStore } from "../store/store.ts";
import { dashboard } from "./dashboard.ts";

/** The end of a bucket of either width. */
const now = Date.UTC(2026, 0, 31, 12) - 1;

/** Messages whose handlers took 1 to `count` milliseconds, in the minute before now. */
function fill(count: number) {
  const store = openStore({ file: ":memory:", maxMessages: 10, maxBytes: 1e9 });
  const worker = createShipper("worker");
  for (let index = 1; index <= count; index++) {
    const own = deliveryOf(`m-${index}`, 1);
    const at = now - 30_000;
    const type = index % 2 ? "odd" : "even";
    worker.tell({
      name: "received",
      traceId: "f".repeat(32),
      ...own,
      at: at - index,
      sentAt: at - index - 1000,
      queueAgeMs: 1000,
      queueArn: "q",
      body: bodyOf(type, 1),
      attributes: {},
    });
    worker.tell({ name: "started", ...own, at: at - index, type });
    if (index % 4) worker.tell({ name: "succeeded", ...own, at, durationMs: index });
    else
      worker.tell({
        name: "failed",
        ...own,
        at,
        durationMs: index,
        error: { name: "E", message: "" },
        willRetry: true,
      });
  }
  const { process, events } = worker.batch(0, worker.count);
  store.apply(process, events);
  while (store.evict());
  return Object.assign(store, { [Symbol.dispose]: () => store.close() });
}

const sum = (numbers: number[]) => numbers.reduce((total, n) => total + n, 0);

describe("the dashboard", () => {
  it.each([5, 60, 65, 1440])("counts evicted messages, too, over %i minutes", (minutes) => {
    using store = fill(400);

    const { at, bucketMs, succeeded, failed, failureRate, types } = dashboard(store, { minutes }, now);

    expect([sum(succeeded), sum(failed)]).toEqual([300, 100]);
    expect(at).toHaveLength((minutes * 60_000) / bucketMs);
    expect(failureRate.filter((rate) => rate !== null)).toEqual([0.25]);
    expect(types.map(({ type, succeeded, failed }) => [type, succeeded, failed])).toEqual([
      ["even", 100, 100],
      ["odd", 200, 0],
    ]);
  });

  it("tells percentiles to about a twentieth, of one type or of all", () => {
    using store = fill(400);

    const [, odd] = dashboard(store, {}, now).types;
    const series = dashboard(store, { type: "odd" }, now).handler.p95.filter((value) => value !== null);

    for (const [value, exact] of [
      [odd?.handler.p50, 200],
      [odd?.handler.p95, 380],
      [series[0], 380],
      [odd?.queueWait.p99, 1000],
    ] as const) {
      expect(Math.abs((value ?? 0) - exact)).toBeLessThanOrEqual(exact * 0.055);
    }
  });
});
