import { describe, expect, it } from "vitest";
import { startModeOf } from "./mode.ts";

const fallback = { mode: "direct", source: "the default of npm run dev" } as const;

describe("the mode that a stack starts in", () => {
  it("is the option's, else the setting's, else the command's own", () => {
    const environment = { LETSGO_QUEUE_MODE: "queued" };

    expect(startModeOf({ flag: "direct", environment, fallback })).toEqual({ mode: "direct", source: "--mode" });
    expect(startModeOf({ environment, fallback })).toEqual({ mode: "queued", source: "LETSGO_QUEUE_MODE" });
    expect(startModeOf({ environment: { LETSGO_QUEUE_MODE: "" }, fallback })).toEqual(fallback);
  });

  it("is never guessed from a wrong word", () => {
    expect(() => startModeOf({ flag: "Queued", environment: {}, fallback })).toThrow("--mode");
    expect(() => startModeOf({ environment: { LETSGO_QUEUE_MODE: "sqs" }, fallback })).toThrow("LETSGO_QUEUE_MODE");
  });
});
