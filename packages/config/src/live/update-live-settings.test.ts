import { spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtempSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { expect, it, onTestFinished } from "vitest";
import { LIVE_FILE, LiveSettingsError, readLiveSettings, updateLiveSettings } from "../index.ts";

const lock = `${LIVE_FILE}.lock`;

function stateFolder(): string {
  const folder = mkdtempSync(path.join(tmpdir(), "letsgo-live-"));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  return folder;
}

/** A process that changes one setting a few hundred times; it fails where another one has changed it meanwhile. */
async function changeOften(folder: string, setting: string, values: readonly unknown[]): Promise<unknown> {
  const program = `
    import { strictEqual } from "node:assert";
    import { updateLiveSettings } from ${JSON.stringify(import.meta.resolve("../index.ts"))};
    const [setting, values] = ${JSON.stringify([setting, values])};
    let last;
    for (let index = 0; index < 300; index += 1) {
      updateLiveSettings(${JSON.stringify(folder)}, (before) => {
        strictEqual(before[setting], last, "a change was lost");
        last = values[index % values.length];
        return { ...before, [setting]: last };
      });
    }`;
  const args = ["--conditions=source", "--input-type=module", "-e", program];
  const child = spawn(process.execPath, args, { cwd: import.meta.dirname, stdio: ["ignore", "ignore", "inherit"] });
  onTestFinished(() => void child.kill("SIGKILL"));
  const [code] = await once(child, "exit");
  return code;
}

it("loses no change of two processes that make some at the same time", async () => {
  const folder = stateFolder();

  const codes = await Promise.all([
    changeOften(folder, "mode", ["direct", "queued"]),
    changeOften(folder, "paused", [true, false]),
  ]);

  expect(codes).toEqual([0, 0]);
  expect(readLiveSettings(folder)).toEqual({ mode: "queued", paused: false });
  expect(readdirSync(folder)).toEqual([LIVE_FILE]);
});

it("does not wait for ever for a process that was killed during its change", () => {
  const folder = stateFolder();
  writeFileSync(path.join(folder, lock), "of a process that is gone");

  updateLiveSettings(folder, () => ({ paused: true }));

  expect(readLiveSettings(folder)).toEqual({ paused: true });
  expect(readdirSync(folder)).toEqual([LIVE_FILE]);
});

it("begins anew where the file cannot be used, and says why", () => {
  const folder = stateFolder();
  writeFileSync(path.join(folder, LIVE_FILE), "{");
  let reason: LiveSettingsError | undefined;

  updateLiveSettings(folder, (before, refused) => {
    reason = refused;
    return { ...before, paused: true };
  });

  expect(reason).toBeInstanceOf(LiveSettingsError);
  expect(readLiveSettings(folder)).toEqual({ paused: true });
});

it("changes nothing where the change fails, and lets the next one through", () => {
  const folder = stateFolder();
  const fail = () => {
    throw new Error("no");
  };

  expect(() => updateLiveSettings(folder, fail)).toThrow("no");

  expect(readdirSync(folder)).toEqual([]);
});
