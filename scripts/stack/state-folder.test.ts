import { existsSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { LIVE_FILE } from "@letsgo/config";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { forgetLiveSettings } from "./state-folder.ts";

let folder: string;

beforeEach(() => {
  folder = mkdtempSync(path.join(tmpdir(), "letsgo-state-"));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

describe("a stack's folder", () => {
  it("forgets the live settings, and minds no missing ones", () => {
    writeFileSync(path.join(folder, LIVE_FILE), "{}");

    forgetLiveSettings(folder);
    forgetLiveSettings(folder);

    expect(existsSync(path.join(folder, LIVE_FILE))).toBe(false);
  });
});
