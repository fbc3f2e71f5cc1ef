import type { ChildProcess } from "node:child_process";
import { once } from "node:events";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { setTimeout as delay } from "node:timers/promises";
import { freePort } from "../../../scripts/dev/ports.ts";
import { spawnBound } from "../spawn-bound.ts";

/** The console in a process of its own, with a file of its own; it keeps its address over kills. */
export interface ConsoleProcess extends AsyncDisposable {
  readonly url: string;
  /** Starts it and waits until it answers. */
  start(): Promise<void>;
  /** Ends it as `kill -9` does. */
  kill(): Promise<void>;
}

/** @param environment the settings of the queue that it looks into */
export async function createConsoleProcess(environment: Record<string, string>): Promise<ConsoleProcess> {
  const folder = mkdtempSync(path.join(tmpdir(), "letsgo-bench-"));
  const port = await freePort(new Set());
  const url = `http://127.0.0.1:${port}`;
  let child: ChildProcess | undefined;
  async function kill(): Promise<void> {
    if (child === undefined || child.exitCode !== null || child.signalCode !== null) return;
    child.kill("SIGKILL");
    await once(child, "exit");
  }
  return {
    url,
    async start() {
      child = spawnBound([main], {
        environment: { ...environment, PATH: process.env.PATH, PORT: `${port}`, LETSGO_STATE_DIR: folder },
        output: "ignore",
      });
      await untilHealthy(url);
    },
    kill,
    async [Symbol.asyncDispose]() {
      await kill();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

// --- internal ---

const main = path.resolve(import.meta.dirname, "../../../services/console/server/src/main.ts");
const START_DEADLINE_MS = 30_000;

async function untilHealthy(url: string): Promise<void> {
  const deadline = Date.now() + START_DEADLINE_MS;
  while (Date.now() < deadline) {
    const response = await fetch(`${url}/v1/health`).catch(() => undefined);
    if (response?.ok) return;
    await delay(50);
  }
  throw new Error(`Expected the console to answer at ${url} within ${START_DEADLINE_MS} ms`);
}
