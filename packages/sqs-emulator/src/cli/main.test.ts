import { expect, test, vi } from "vitest";
import { startEmulator } from "../start-emulator.ts";
import { startCommand as start } from "../test-support/command.ts";

// Processes start slowly on a busy machine.
vi.setConfig({ testTimeout: 30_000 });

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
