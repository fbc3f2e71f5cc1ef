import { once } from "node:events";
import { existsSync, readFileSync, writeFileSync } from "node:fs";
import path from "node:path";
import { createInterface } from "node:readline";
import { createStackFolder, createStackName, type Guardian, startGuardian } from "@letsgo/testing/guardian";
import { describe, expect, it, vi } from "vitest";
import { sightOfThisMachine } from "../ownership/owner.ts";
import { sweepLeftovers } from "../sweep-leftovers.ts";

const projectDirectory = path.resolve(import.meta.dirname, "../..");

const program = "setInterval(() => {}, 1000); console.log(process.pid)";

async function guard() {
  const folder = createStackFolder(createStackName(projectDirectory));
  const command = [process.execPath, "-e", program];
  const guardian = startGuardian({ folder, command }, { environment: process.env, cwd: projectDirectory });
  const [line] = await once(createInterface({ input: guardian.stdout }), "line");
  guardian.ready();
  return { folder, guardian, ward: Number(line) };
}

async function killGuardian(folder: string, guardian: Guardian): Promise<void> {
  process.kill(pidIn(folder, "guardian"), "SIGKILL");
  await guardian.ended;
}

function pidIn(folder: string, role: string): number {
  return Number(readFileSync(path.join(folder, role), "utf8").split("/")[1]);
}

/** As if the process that started the stack were gone. */
function loseOwner(folder: string): void {
  const owner = readFileSync(path.join(folder, "owner"), "utf8");
  writeFileSync(path.join(folder, "owner"), owner.replace(/[^/]*$/, "1"));
}

function runs(pid: number): boolean {
  return sightOfThisMachine().startMarkOf(pid) !== undefined;
}

describe.concurrent("a guardian", () => {
  it("runs a program, and ends it with everything when it is released", async () => {
    const { folder, guardian, ward } = await guard();
    expect(runs(ward)).toBe(true);

    await guardian.release();

    expect(runs(ward)).toBe(false);
    expect(existsSync(folder)).toBe(false);
  });

  it("that was killed leaves its program to release", async () => {
    const { folder, guardian, ward } = await guard();
    await killGuardian(folder, guardian);
    expect(runs(ward)).toBe(true);

    await guardian.release();

    expect(runs(ward)).toBe(false);
    expect(existsSync(folder)).toBe(false);
  });
});

describe("a sweep", () => {
  it("ends the program of a killed guardian whose owner is gone too, and leaves that of a live owner", async () => {
    const left = await guard();
    const live = await guard();
    for (const { folder, guardian } of [left, live]) await killGuardian(folder, guardian);
    loseOwner(left.folder);

    const swept = await sweepLeftovers(projectDirectory, ["processes"]);

    expect(swept).toContain(path.basename(left.folder));
    expect(swept).not.toContain(path.basename(live.folder));
    expect([left, live].map(({ ward }) => runs(ward))).toEqual([false, true]);
    expect([left, live].map(({ folder }) => existsSync(folder))).toEqual([false, true]);
    await live.guardian.release();
  });

  it("leaves a stack to the guardian that is ending it", async () => {
    const { folder, guardian, ward } = await guard();
    loseOwner(folder);

    expect(await sweepLeftovers(projectDirectory, ["processes"])).not.toContain(path.basename(folder));

    expect(runs(ward)).toBe(true);
    await guardian.release();
  });

  it("ends no process that has come to bear the id of one that is gone", async () => {
    const { folder, guardian, ward } = await guard();
    await killGuardian(folder, guardian);
    loseOwner(folder);
    writeFileSync(path.join(folder, "ward"), readFileSync(path.join(folder, "ward"), "utf8").replace(/.$/, "x"));

    await sweepLeftovers(projectDirectory, ["processes"]);

    expect(runs(ward)).toBe(true);
    process.kill(ward, "SIGKILL");
    await vi.waitFor(() => expect(runs(ward)).toBe(false));
  });
});
