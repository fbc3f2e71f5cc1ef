import type { Redrive } from "@letsgo/console-api";
import { expect, it } from "vitest";
import { newerRedrive } from "./newer-redrive.ts";

const report = (part: Partial<Redrive>): Redrive => ({
  redriveId: "a",
  state: "running",
  total: 9,
  moved: 0,
  missing: [],
  problem: null,
  startedAt: 100,
  endedAt: null,
  ...part,
});

it("a late answer does not set a redrive back that the stream has told further", () => {
  const done = report({ state: "done", moved: 9 });

  expect(newerRedrive(done, report({}))).toBe(done);
  expect(newerRedrive(report({ moved: 5 }), report({ moved: 2 }))?.moved).toBe(5);
  expect(newerRedrive(report({ moved: 2 }), report({ moved: 5 }))?.moved).toBe(5);
  expect(newerRedrive(report({ moved: 5 }), report({ state: "cancelled", moved: 4 }))?.state).toBe("cancelled");
});

it("a redrive that began later takes the place of one before", () => {
  const later = report({ redriveId: "b", startedAt: 200 });

  expect(newerRedrive(report({ state: "done" }), later)).toBe(later);
  expect(newerRedrive(later, report({ moved: 9 }))).toBe(later);
  expect(newerRedrive(undefined, later)).toBe(later);
});

it("a redrive that ended before the page knew of it is not shown", () => {
  expect(newerRedrive(undefined, report({ state: "done", moved: 9 }))).toBeUndefined();
});
