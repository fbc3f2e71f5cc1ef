import { mkdtempSync, rmSync, statSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { openStateFolder } from "./open-state-folder.ts";

let folder: string;

beforeEach(() => {
  folder = mkdtempSync(path.join(tmpdir(), "letsgo-state-"));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

describe("a stack's folder", () => {
  it.runIf(process.platform === "linux")("is made, and open to the console's user", () => {
    const made = path.join(folder, "other");

    openStateFolder(made, 1234);

    expect(statSync(made).mode & 0o777).toBe(0o777);
  });

  it.runIf(process.platform === "linux" && process.getuid?.() === 0)("is the console's where root makes it", () => {
    openStateFolder(folder, 0);

    expect(statSync(folder)).toMatchObject({ uid: 1000, gid: 1000 });
  });
});
