import { describe, expect, it } from "vitest";
import { parseFilters } from "./filters.ts";
import { findMisread } from "./misread.ts";

const long = "x".repeat(1_001);

describe("an address that is not obeyed wholly", () => {
  it.each([
    ["state=lost&state=dead", ["state"]],
    ["mode=fast", ["mode"]],
    ["since=9y", ["since"]],
    ["since=constructor", ["since"]],
    ["from=yesterday&to=2026-02-31T99:00", ["from", "to"]],
    ["from=2026-11-24T11:00&to=2026-11-24T10:00", ["to"]],
    ["constructor=1&statee=dead", ["constructor", "statee"]],
    [`text=${long}&id=${long}`, ["text", "id"]],
    [Array.from({ length: 51 }, (_, index) => `type=${index}`).join("&"), ["type"]],
  ])("%.60s: the names of what is not", (query, names) => {
    expect(findMisread(new URLSearchParams(query)).map(({ name }) => name)).toEqual(names);
  });

  it("is none where all of it is", () => {
    const query = "state=in+flight&type=&mode=direct&text=a&id=b&from=2026-11-24T10:00&to=2026-11-24T11:00:30";

    expect(findMisread(new URLSearchParams(query))).toEqual([]);
  });

  it("is cut to what the server takes", () => {
    const many = Array.from({ length: 51 }, (_, index) => `type=${index}`).join("&");
    const filters = parseFilters(new URLSearchParams(`text=${long}&id=${long}&type=${long}&${many}`));

    expect([filters.text.length, filters.id.length, filters.type.length]).toEqual([1_000, 1_000, 50]);
  });
});
