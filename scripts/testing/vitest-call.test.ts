import { describe, expect, it } from "vitest";
import { testEnvironment, vitestArguments } from "./vitest-call.ts";

describe("how vitest is called", () => {
  it("runs everything where no word is given", () => {
    expect(vitestArguments([])).toEqual({ args: [], unitOnly: false });
  });

  it("turns a group's name into its project and folder", () => {
    expect(vitestArguments(["unit"])).toEqual({ args: ["--project", "unit*"], unitOnly: true });
    expect(vitestArguments(["browser"])).toEqual({
      args: ["--project", "e2e", "-t", "in the browser"],
      unitOnly: false,
    });
    expect(vitestArguments(["contract"])).toEqual({ args: ["--project", "contract"], unitOnly: false });
  });

  it("hands on every other word", () => {
    expect(vitestArguments(["unit", "lock", "-t", "waits"]).args).toEqual([
      "--project",
      "unit*",
      "lock",
      "-t",
      "waits",
    ]);
    expect(vitestArguments(["constructor"])).toEqual({ args: ["constructor"], unitOnly: false });
  });

  it("tells the tests whether containers can run, or why not", () => {
    const browser = { available: true, path: "/usr/bin/chromium" } as const;
    const able = testEnvironment({ engine: { available: true }, browser }, { CI: "true" });
    const unable = testEnvironment(
      { engine: { available: false, reason: "no rights", remedy: "" }, browser: undefined },
      {},
    );

    expect(able).toMatchObject({
      CI: "true",
      LETSGO_TEST_CONTAINERS: "available",
      LETSGO_TEST_CHROMIUM: "/usr/bin/chromium",
    });
    expect(able.LETSGO_TEST_CONTAINERS_REASON).toBeUndefined();
    expect(unable).toMatchObject({ LETSGO_TEST_CONTAINERS_REASON: "no rights" });
    expect(unable.LETSGO_TEST_CONTAINERS).toBeUndefined();
  });
});
