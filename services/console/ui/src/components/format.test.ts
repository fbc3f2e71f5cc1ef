import { expect, it } from "vitest";
import { formatAge, formatBytes, formatClock, formatCountdown, formatDuration, formatTime, plural } from "./format.ts";

it.each([
  [0, "0 ms"],
  [0.4, "<1 ms"],
  [999, "999 ms"],
  [999.6, "1.00 s"],
  [1_236, "1.24 s"],
  [12_340, "12.3 s"],
  [59_949, "59.9 s"],
  [59_960, "1 m 00 s"],
  [123_000, "2 m 03 s"],
  [3_600_000, "1 h 00 m"],
  [90_000_000, "1 d 1 h"],
  [-1_500, "−1.50 s"],
])("a duration of %s ms is %j", (ms, text) => {
  expect(formatDuration(ms)).toBe(text);
});

it.each([
  [999, "now"],
  [59_999, "59 s"],
  [60_000, "1 m"],
  [7_200_000, "2 h"],
  [172_800_000, "2 d"],
])("an age of %s ms is %j", (ms, text) => {
  expect(formatAge(ms)).toBe(text);
});

it("a countdown reaches one second last", () => {
  expect([4_001, 5_000, 1, 65_000].map(formatCountdown)).toEqual(["5 s", "5 s", "1 s", "1 m 05 s"]);
});

it("bytes, clocks and counts are short", () => {
  expect(formatBytes(1_023)).toBe("1023 B");
  expect(formatBytes(1_536)).toBe("1.5 KiB");
  expect(formatClock(new Date(2026, 0, 2, 3, 4, 5, 6).getTime())).toBe("03:04:05.006");
  const noon = new Date(2026, 0, 2, 12).getTime();
  expect(formatTime(noon, noon + 1_000)).toBe("12:00:00");
  expect(formatTime(noon, noon + 86_400_000)).toBe("2 Jan 12:00:00");
  expect(plural(1, "message")).toBe("1 message");
  expect(plural(1_000, "message")).toBe("1,000 messages");
});
