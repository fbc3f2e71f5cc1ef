import { describe, expect, it } from "vitest";
import { parseSchedule } from "./parse-schedule.ts";

const start = new Date("2026-11-24T12:34:56Z"); // a Tuesday
const next = (expression: string, timezone = "UTC", after = start) =>
  parseSchedule(expression, timezone).next(after, start)?.toISOString();

describe("a schedule", () => {
  it.each([
    ["rate(1 minute)", "2026-11-24T12:35:56.000Z"],
    ["rate(5 minutes)", "2026-11-24T12:39:56.000Z"],
    ["rate(1 hour)", "2026-11-24T13:34:56.000Z"],
    ["rate(40 days)", "2027-01-03T12:34:56.000Z"],
  ])("reads %s, counted from its start", (expression, expected) => {
    expect(next(expression)).toBe(expected);
  });

  it("keeps a rate's rhythm whatever the time it is asked at", () => {
    const late = new Date(start.getTime() + 7 * 60_000 + 123);

    expect(next("rate(5 minutes)", "UTC", late)).toBe("2026-11-24T12:44:56.000Z");
    expect(next("rate(5 minutes)", "UTC", new Date(start.getTime() + 5 * 60_000))).toBe("2026-11-24T12:44:56.000Z");
  });

  it.each([
    ["cron(0 12 ? * 2 *)", "2026-11-30T12:00:00.000Z"], // 2 is Monday
    ["cron(0 12 ? * SUN *)", "2026-11-29T12:00:00.000Z"],
    ["cron(0 12 ? * 1 *)", "2026-11-29T12:00:00.000Z"],
    ["cron(0 10 * * ? *)", "2026-11-25T10:00:00.000Z"], // not every hour at minute 10
    ["cron(15 10 ? * 6L 2026-2028)", "2026-11-27T10:15:00.000Z"], // the last Friday
    ["cron(0 18 ? * MON-FRI *)", "2026-11-24T18:00:00.000Z"],
    ["cron(0 8 1 * ? *)", "2026-12-01T08:00:00.000Z"],
    ["cron(0 8 L * ? *)", "2026-11-30T08:00:00.000Z"],
    ["cron(0 8 ? * L *)", "2026-11-28T08:00:00.000Z"], // L alone is Saturday
    ["cron(0 8 15W * ? *)", "2026-12-15T08:00:00.000Z"],
    ["cron(0 9 ? * 2#1 *)", "2026-12-07T09:00:00.000Z"], // the first Monday
    ["cron(0/10 * * * ? *)", "2026-11-24T12:40:00.000Z"],
    ["cron(5/10 8-17 ? * MON-FRI *)", "2026-11-24T12:35:00.000Z"],
    ["cron(0,30/5 13 * * ? *)", "2026-11-24T13:00:00.000Z"],
    ["cron(0 0 1 1 ? 2027/2)", "2027-01-01T00:00:00.000Z"],
  ])("reads AWS's six fields: %s", (expression, expected) => {
    expect(next(expression)).toBe(expected);
  });

  it.each([
    ["cron(0 12 * * 1)", "2026-11-30T12:00:00.000Z"], // 1 is Monday
    ["cron(0 12 * * 0)", "2026-11-29T12:00:00.000Z"],
    ["cron(*/5 * * * *)", "2026-11-24T12:35:00.000Z"],
  ])("reads the usual five fields: %s", (expression, expected) => {
    expect(next(expression)).toBe(expected);
  });

  it("counts in its time zone, through the change of the clocks", () => {
    const daily = "cron(30 2 * * ? *)";

    expect(next(daily, "Europe/Berlin")).toBe("2026-11-25T01:30:00.000Z");
    expect(next(daily, "Europe/Berlin", new Date("2026-03-28T12:00:00Z"))).toBe("2026-03-29T01:00:00.000Z");
    expect(next(daily, "Europe/Berlin", new Date("2026-10-24T12:00:00Z"))).toBe("2026-10-25T00:30:00.000Z");
    expect(next(daily, "Europe/Berlin", new Date("2026-10-25T00:30:00Z"))).toBe("2026-10-26T01:30:00.000Z");
  });

  it.each([
    ["every minute"],
    ["rate(0 minutes)"],
    ["rate(1.5 hours)"],
    ["rate(5 seconds)"],
    ["rate(5)"],
    ["at(2026-01-01T00:00:00)"],
    ["cron(* * *)"],
    ["cron(0 0 10 * * ? *)"],
    ["cron(0 10 * * * *)"], // one of the two days must be ?
    ["cron(0 10 ? * ? *)"],
    ["cron(60 10 * * ? *)"],
    ["cron(0 10 ? * 8 *)"],
    ["cron(0 10 ? * 0 *)"],
    ["cron(0 10 ? * 2-8 *)"],
    ["cron(0 10 L-3 * ? *)"],
    ["cron(0 0 31 2 ? *)"], // never comes
    ["cron(0 0 1 1 ? 2020)"], // is over
    ["cron(0 0 31 2 *)"],
  ])("refuses %s", (expression) => {
    expect(() => parseSchedule(expression, "UTC")).toThrow(expect.objectContaining({ part: "expression" }));
  });

  it("refuses an unknown time zone", () => {
    const parse = () => parseSchedule("cron(0 10 * * ? *)", "Europe/Atlantis");

    expect(parse).toThrow(expect.objectContaining({ part: "timezone", message: expect.stringContaining("Atlantis") }));
  });
});
