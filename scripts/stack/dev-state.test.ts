import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { claimDevState, type DevState, readDevState, releaseDevState, updateDevState } from "./dev-state.ts";
import { isOurCommandLine, isOurs } from "./own-process.ts";

const urls = { web: "", api: "", worker: "", console: "", localstack: "", s3: "" };
const ports = { web: 1, api: 2, worker: 3, console: 5, localstack: 4, s3: 6 };
const state: DevState = { pid: process.pid, mode: "direct", ports, urls, ready: false };

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(path.join(tmpdir(), "letsgo-state-"));
});
afterEach(() => rmSync(folder, { recursive: true }));

describe("what a stack without containers tells other terminals", () => {
  it("does not count where its process is gone, or is not one of our commands", () => {
    writeFileSync(path.join(folder, "dev.json"), JSON.stringify(state));

    expect(readDevState(folder)).toBeUndefined();
  });

  it("is claimed over a stale one, renewed, and given back", () => {
    writeFileSync(path.join(folder, "dev.json"), JSON.stringify({ ...state, pid: 4_000_000 }));

    expect(claimDevState(folder, state)).toBeUndefined();
    updateDevState(folder, { ...state, ready: true });
    releaseDevState(folder);

    expect(readDevState(folder)).toBeUndefined();
  });

  it("is nobody's where the file cannot be read", () => {
    writeFileSync(path.join(folder, "dev.json"), "{");

    expect(readDevState(folder)).toBeUndefined();
    expect(claimDevState(folder, state)).toBeUndefined();
  });
});

describe("a process that was written down", () => {
  it("is ours only if it runs one of our commands", () => {
    expect(isOurCommandLine("/usr/bin/node scripts/dev.ts --json ")).toBe(true);
    expect(isOurCommandLine("/usr/bin/node /home/me/letsgo/scripts/start.ts")).toBe(true);
    expect(isOurCommandLine("vim notes.txt")).toBe(false);
    expect(isOurCommandLine(undefined)).toBe(false);
    expect(isOurs(process.pid)).toBe(false);
    expect(isOurs(-1)).toBe(false);
  });
});
