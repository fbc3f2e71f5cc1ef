import { spawn } from "node:child_process";
import { once } from "node:events";
import path from "node:path";
import { createInterface } from "node:readline";
import { expect, test, vi } from "vitest";
import { startEmulator } from "../start-emulator.ts";

// Processes start slowly on a busy machine.
vi.setConfig({ testTimeout: 30_000 });

/** The command as a process of its own, by the file that is its `bin`. */
function start(...args: string[]) {
  const bin = path.join(import.meta.dirname, "../../bin/sqs-emulator.js");
  const child = spawn(process.execPath, [bin, ...args], { stdio: ["ignore", "pipe", "pipe"] });
  const out = { stdout: "", stderr: "" };
  child.stdout.on("data", (text) => (out.stdout += String(text)));
  child.stderr.on("data", (text) => (out.stderr += String(text)));
  const exited = once(child, "close").then(([code]) => code as number | null);
  return {
    out,
    exited,
    firstLine: once(createInterface({ input: child.stdout }), "line").then(([line]) => String(line)),
    kill: (signal: NodeJS.Signals) => child.kill(signal),
    async [Symbol.asyncDispose]() {
      child.kill("SIGKILL");
      await exited;
    },
  };
}

test.concurrent("prints its address, serves, and ends on SIGTERM", async () => {
  await using command = start("--port", "0", "--clock", "manual");
  const url = await command.firstLine;

  expect(url).toMatch(/^http:\/\/127\.0\.0\.1:\d+$/);
  expect((await fetch(`${url}/_emulator/health`)).status).toBe(200);
  command.kill("SIGTERM");
  expect(await command.exited).toBe(0);
});

test.concurrent("help goes to stdout", async () => {
  await using command = start("--help");

  expect(await command.exited).toBe(0);
  expect(command.out.stdout).toMatch(/^Usage: sqs-emulator/);
});

test.concurrent("a wrong option ends with 2, a taken port with 1 and the remedy", async () => {
  await using emulator = await startEmulator();
  await using wrong = start("--clock", "fast");
  await using taken = start("--port", new URL(emulator.url).port);

  expect([await wrong.exited, await taken.exited]).toEqual([2, 1]);
  expect(taken.out.stderr).toMatch(/^sqs-emulator: Expected to listen on .*EADDRINUSE.*another port/);
});
