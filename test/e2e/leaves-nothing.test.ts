import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { existsSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { createInterface } from "node:readline";
import { type EngineName, type StackUrls, sweepLeftovers } from "@letsgo/testing";
import { afterAll, describe, expect, test } from "vitest";
import { describeOnContainers } from "../support/containers.ts";
import { containersOf, hasNetwork, hasVolume } from "../support/containers-of.ts";
import { eventually } from "../support/eventually.ts";
import { processesWith } from "../support/processes-with.ts";
import { root } from "../support/run-script.ts";

const holders: ChildProcess[] = [];
// Those of a test that failed half way; vitest would wait for them for ever, since they write to its terminal.
afterAll(() => {
  for (const child of holders) child.kill("SIGTERM");
});

describe.concurrent("a program that holds a stack without containers", () => {
  test.each(["SIGTERM", "SIGINT"] as const)("leaves no process behind on %s", async (signal) => {
    const holder = await startHolder("processes");
    expect(processesWith(holder.name)).not.toEqual([]);

    holder.child.kill(signal);
    const [, endedBy] = await once(holder.child, "exit");

    expect(endedBy).toBe(signal);
    await expectNothingLeft(holder);
  });

  test("leaves no process behind on SIGKILL, a moment later", async () => {
    const holder = await startHolder("processes");

    holder.child.kill("SIGKILL");
    await eventually("the presence of the stack's folder", () => existsSync(holder.folder), false);

    await expectNothingLeft(holder);
  });

  test("leaves what a sweep ends, when it is killed after its guardian", async () => {
    const holder = await startHolder("processes");
    killAll(`"folder":"${holder.folder}"`);
    holder.child.kill("SIGKILL");
    await once(holder.child, "exit");
    expect((await fetch(holder.urls.web)).status).toBe(200);

    const swept = await sweepLeftovers(root, ["processes"]);

    expect(swept).toContain(holder.name);
    await expectNothingLeft(holder);
  });
});

describeOnContainers("a program that holds a stack in containers", () => {
  test("leaves nothing on SIGTERM; what it leaves when killed with its guardian the next start removes, and no live stack", async () => {
    const [killed, live] = await Promise.all([startHolder("containers"), startHolder("containers")]);

    killed.child.kill("SIGKILL");
    killAll(killed.name);
    await once(killed.child, "exit");
    const swept = await sweepLeftovers(root);
    const running = [...(await containersOf(live.name)).values()].filter(({ State }) => State.Running);
    live.child.kill("SIGTERM");
    const [, endedBy] = await once(live.child, "exit");

    expect(endedBy).toBe("SIGTERM");
    expect(swept).toContain(killed.name);
    expect(running).toHaveLength(5);
    await expectNothingLeft(killed);
    await expectNothingLeft(live);
  });
});

// --- internal ---

/** A program that holds a stack. */
interface Holder {
  readonly child: ChildProcess;
  readonly name: string;
  readonly urls: StackUrls;
  readonly folder: string;
}

async function startHolder(engine: EngineName): Promise<Holder> {
  const script = path.join(root, "test/support/hold-stack.ts");
  const child = spawn(process.execPath, ["--conditions=source", script, engine, "direct"], {
    cwd: root,
    stdio: ["ignore", "pipe", "inherit"],
  });
  holders.push(child);
  for await (const line of createInterface({ input: child.stdout })) {
    const { name, urls } = JSON.parse(line) as { name: string; urls: StackUrls };
    return { child, name, urls, folder: path.join(tmpdir(), name) };
  }
  throw new Error("Expected the stack to start, got the program's end; its words are above.");
}

/** Kills every process that names a text, but for those that end meanwhile by themselves. */
function killAll(text: string): void {
  for (const pid of processesWith(text)) {
    try {
      process.kill(pid, "SIGKILL");
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== "ESRCH") throw error;
    }
  }
}

async function expectNothingLeft({ name, urls, folder }: Holder): Promise<void> {
  const answers = await Promise.allSettled(Object.values(urls).map((url) => fetch(url)));
  expect(answers.filter(({ status }) => status === "fulfilled")).toEqual([]);
  expect(existsSync(folder)).toBe(false);
  // The guardian removes the folder and then ends itself.
  await eventually("the processes of the stack", () => processesWith(name), []);
  expect(await containersOf(name)).toEqual(new Map());
  expect(await hasNetwork(name)).toBe(false);
  expect(await hasVolume(name)).toBe(false);
}
