import { existsSync, writeFileSync } from "node:fs";
import { expect, test, vi } from "vitest";
import { startEmulator } from "../start-emulator.ts";
import { startCommand as start, startSource } from "../test-support/command.ts";
import { createDataFile } from "../test-support/data-file.ts";

// Processes start slowly on a busy machine.
vi.setConfig({ testTimeout: 60_000 });
const deadline = { timeout: 30_000 };

test.concurrent("prints its address, serves, and ends on SIGTERM", async () => {
  await using command = start("--port", "0", "--clock", "manual");
  const url = await command.firstLine;

  expect(url).toMatch(/^http:\/\/127\.0\.0\.1:\d+$/);
  expect((await fetch(`${url}/_emulator/health`)).status).toBe(200);
  command.kill("SIGTERM");
  expect(await command.exited).toBe(0);
});

test.concurrent("takes faults from a file and a data file, and refuses rules that are none", async () => {
  using file = createDataFile();
  const rules = `${file.path}.json`;
  writeFileSync(rules, '[{"fault":"unavailable","actions":"ListQueues"}]');
  await using command = startSource(["--port", "0", "--data", file.path, "--faults", rules]);
  const headers = { "x-amz-target": "AmazonSQS.ListQueues" };

  expect((await fetch(await command.firstLine, { method: "POST", headers, body: "{}" })).status).toBe(503);
  expect(existsSync(file.path)).toBe(true);
  writeFileSync(rules, '[{"fault":"rain"}]');
  await using wrong = startSource(["--port", "0", "--faults", rules]);
  expect(await wrong.exited).toBe(2);
  expect(wrong.out.stderr).toContain("Expected faults[0].fault to be one of throttle");
});

test.concurrent("ends on SIGTERM though a call is being slow", async () => {
  using file = createDataFile();
  const rules = `${file.path}.json`;
  writeFileSync(rules, '[{"fault":"slow","delayMs":600000}]');
  await using command = startSource(["--port", "0", "--faults", rules]);
  const url = await command.firstLine;
  const headers = { "x-amz-target": "AmazonSQS.ListQueues" };
  const call = fetch(url, { method: "POST", headers, body: "{}" }).catch(() => "dropped");
  await vi.waitFor(async () => {
    expect(await (await fetch(`${url}/_emulator/faults`)).text()).toContain('"struck":1');
  }, deadline);

  command.kill("SIGTERM");

  expect([await command.exited, await call]).toEqual([0, "dropped"]);
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
