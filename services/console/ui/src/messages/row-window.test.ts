import { describe, expect, it } from "vitest";
import { OVERSCAN_ROWS, rowsOf, topOf } from "./row-window.ts";

const rowPx = 32;

describe("the rows that are drawn", () => {
  it.each([
    ["at the top", { topPx: 0, count: 100 }, { first: 0, end: 10 + OVERSCAN_ROWS }],
    ["half a row down", { topPx: 16, count: 100 }, { first: 0, end: 11 + OVERSCAN_ROWS }],
    ["in the middle", { topPx: 1_600, count: 100 }, { first: 50 - OVERSCAN_ROWS, end: 60 + OVERSCAN_ROWS }],
    ["at the end", { topPx: 2_880, count: 100 }, { first: 90 - OVERSCAN_ROWS, end: 100 }],
    ["beyond an end that has come nearer", { topPx: 2_880, count: 3 }, { first: 3, end: 3 }],
    ["of an empty list", { topPx: 0, count: 0 }, { first: 0, end: 0 }],
  ])("%s", (_, place, rows) => {
    expect(rowsOf({ heightPx: 320, rowPx, ...place })).toEqual(rows);
  });
});

describe("bringing a row into sight", () => {
  it.each([
    ["leaves a row in sight where it is", 5, 0, 0],
    ["goes down no further than to the row's end", 10, 0, 32],
    ["goes up to the row's beginning", 3, 1_600, 96],
  ])("%s", (_, index, topPx, expected) => {
    expect(topOf(index, { topPx, heightPx: 320, rowPx })).toBe(expected);
  });
});
