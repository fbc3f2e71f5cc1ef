import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { processAlive } from "../../test/support/process-alive.ts";
import { processEnvironment } from "../config.ts";
import { startService } from "./child.ts";

/** Runs another program, and hands on that it shall end. */
const watcher = `
const { spawn } = require("node:child_process");
const watched = spawn(process.execPath, [process.argv[2]], { stdio: "inherit" });
process.on("SIGTERM", () => watched.kill("SIGTERM"));
watched.on("exit", () => process.exit(0));`;
const patientWorker = `
process.on("SIGTERM", () => setTimeout(() => { console.log("finished"); process.exit(0); }, 100));
console.log("up " + process.pid);
setInterval(() => {}, 1000);`;
const stubbornWorker = `process.on("SIGTERM", () => {}); console.log("up " + process.pid); setInterval(() => {}, 1000);`;

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(path.join(tmpdir(), "letsgo-child-"));
});
afterEach(() => rmSync(folder, { recursive: true }));

function start(programs: Record<string, string>, args: string[]) {
  for (const [name, text] of Object.entries(programs)) writeFileSync(path.join(folder, name), text);
  const lines: string[] = [];
  const up = Promise.withResolvers<number>();
  const service = { name: "worker", args, cwd: folder, environment: processEnvironment(), healthUrl: "" } as const;
  const child = startService(service, (text) => {
    lines.push(text);
    if (text.startsWith("up ")) up.resolve(Number(text.slice(3)));
  });
  return { child, lines, up: up.promise };
}

describe("a process of the stack", () => {
  it("finishes what it has in hand", async () => {
    const programs = { "watch.cjs": watcher, "worker.cjs": patientWorker };
    const { child, lines, up } = start(programs, ["watch.cjs", "worker.cjs"]);
    const pid = await up;

    await child.stop(10);

    expect(lines).toContain("finished");
    expect(processAlive(pid)).toBe(false);
    expect(processAlive(child.group)).toBe(false);
  });

  it("ends with all that it has started once its time is over", async () => {
    const programs = { "watch.cjs": watcher, "worker.cjs": stubbornWorker };
    const { child, up } = start(programs, ["watch.cjs", "worker.cjs"]);
    const pid = await up;

    await child.stop(0.1);

    await expect.poll(() => processAlive(pid)).toBe(false);
    expect(processAlive(child.group)).toBe(false);
  });

  it("tells how it ended", async () => {
    const { child } = start({ "fails.cjs": "process.exit(7)" }, ["fails.cjs"]);

    expect(await child.ended).toBe("exit code 7");
  });
});
