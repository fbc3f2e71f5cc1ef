import type { MessageSummary } from "@letsgo/console-api";
import { describe, expect, it } from "vitest";
import { isMatch, isUnfiltered, parseFilters, toParams, toQuery } from "./filters.ts";

const NOW = Date.parse("2026-11-24T12:00:00Z");
const filtersOf = (query: string) => parseFilters(new URLSearchParams(query));
const message = {
  messageId: "abc-1",
  state: "failed",
  type: "order:new",
  mode: "queued",
  acceptedAt: NOW - 60_000,
  traceId: "feed",
} as MessageSummary;

describe("filters in the URL", () => {
  it("come back as they were written, also types with colons and several states", () => {
    const query = "state=failed&state=in+flight&type=order%3Anew&mode=queued&text=a+b&id=7f&since=15m";

    expect(toParams(filtersOf(query)).toString()).toBe(query);
  });

  it("leave out what nobody knows", () => {
    const filters = filtersOf("state=lost&mode=fast&since=9y&from=yesterday&type=");

    expect(isUnfiltered(filters)).toBe(true);
    expect(toQuery(filters, NOW)).toEqual({});
  });

  it("do not take a name of Object for a window of time", () => {
    expect(filtersOf("since=constructor").since).toBeNull();
  });

  it("become what the server is asked: a window counts back from now, moments are local", () => {
    expect(toQuery(filtersOf("since=1h&text=+x+"), NOW)).toEqual({ from: NOW - 3_600_000, text: "x" });
    const local = Date.parse("2026-11-24T10:00");
    expect(toQuery(filtersOf("from=2026-11-24T10:00&to=2026-11-24T11:00"), NOW)).toEqual({
      from: local,
      to: local + 3_600_000,
    });
  });
});

describe("a message told by the stream", () => {
  it.each([
    ["", true],
    ["state=failed&state=dead", true],
    ["state=dead", false],
    ["type=order%3Anew", true],
    ["type=order", false],
    ["mode=direct", false],
    ["id=abc", true],
    ["id=feed", true],
    ["id=fee", false],
    ["since=5m", true],
    ["to=2020-01-01T00:00", false],
    ["text=x", undefined],
    ["text=x&state=dead", false],
  ])("with %j it matches: %s", (query, expected) => {
    expect(isMatch(filtersOf(query), message, NOW)).toBe(expected);
  });
});
