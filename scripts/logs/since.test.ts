import { describe, expect, it } from "vitest";
import { parseSince } from "./since.ts";

describe("--since", () => {
  it("takes how long ago, or a date", () => {
    expect(parseSince("90s", 100_000)).toBe(10_000);
    expect(parseSince("2h", 7_200_000)).toBe(0);
    expect(parseSince("2026-01-31T12:00:00Z", 0)).toBe(Date.UTC(2026, 0, 31, 12));
  });

  it("refuses anything else with an example", () => {
    expect(() => parseSince("yesterday", 0)).toThrow("10m");
  });
});
