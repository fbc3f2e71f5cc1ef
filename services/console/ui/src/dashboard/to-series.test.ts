import type { Dashboard } from "@letsgo/console-api";
import { expect, it } from "vitest";
import { toFailures, toPerSecond } from "./to-series.ts";

const dashboard = {
  bucketMs: 10_000,
  accepted: [10, 20, 3],
  succeeded: [10, 10, 1],
  failed: [0, 10, 1],
  failureRate: [null, 0.5, 1],
} as unknown as Dashboard;

it("rates and shares leave out the bucket that is still filling", () => {
  expect(toPerSecond(dashboard).map(({ values }) => values)).toEqual([
    [1, 2, null],
    [1, 1, null],
    [0, 1, null],
  ]);
  expect(toFailures(dashboard)[0]?.values).toEqual([null, 0.5, null]);
});
