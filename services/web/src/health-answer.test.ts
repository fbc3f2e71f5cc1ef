import { describe, expect, it } from "vitest";
import { toHealthAnswer } from "./health-answer.ts";

describe("a health", () => {
  it("is the service's own, well or not, without what it does not know", () => {
    expect(toHealthAnswer({ status: "failing", mode: "queued", polling: "failing", uptime: 3 })).toEqual({
      kind: "answered",
      health: { status: "failing", mode: "queued", polling: "failing" },
    });
  });

  it("is none where a proxy or the guard answers in the service's place", () => {
    expect(toHealthAnswer({ title: "Service Unavailable", status: 503, detail: "Nobody there" })).toEqual({
      kind: "silent",
      detail: "Nobody there",
    });
  });

  it("is none where the answer is no JSON", () => {
    expect(toHealthAnswer(undefined)).toMatchObject({ kind: "silent" });
  });
});
