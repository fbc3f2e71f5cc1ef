import { describe, expect, it } from "vitest";
import { chromiumPackageOf, findChromium } from "./chromium.ts";

describe("the browser", () => {
  it("is the one that CHROMIUM_PATH names", () => {
    expect(findChromium({ CHROMIUM_PATH: "/opt/mine" }, () => true)).toBe("/opt/mine");
  });

  it("is else looked for in the usual places", () => {
    const chrome = "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome";

    expect(findChromium({}, (file) => file === chrome)).toBe(chrome);
    expect(findChromium({}, () => false)).toBeUndefined();
  });

  it("comes by apt on Debian and Ubuntu alone", () => {
    expect([chromiumPackageOf("debian"), chromiumPackageOf("ubuntu"), chromiumPackageOf("fedora")]).toEqual([
      "chromium",
      "chromium-browser",
      undefined,
    ]);
  });
});
