import { type ChildProcessWithoutNullStreams, spawn } from "node:child_process";
import { once } from "node:events";
import path from "node:path";
import { afterAll, beforeAll, expect, test, vi } from "vitest";
import { type LocalEndpoint, startLocalEndpoint } from "../test-support/local-queue.ts";
import { eventually as eventuallyWithin } from "../test-support/running-mapping.ts";

let endpoint: LocalEndpoint;
beforeAll(async () => {
  endpoint = await startLocalEndpoint();
});
afterAll(() => endpoint.close());

const main = path.join(import.meta.dirname, "main.ts");
const handlers = path.join(import.meta.dirname, "../test-support/handlers");

// Processes start slowly on a busy machine.
vi.setConfig({ testTimeout: 60_000 });
const eventually = (assertion: () => void) => eventuallyWithin(assertion, 45_000);

/** The command as a process of its own, without credentials or region in its environment. */
function start(...args: string[]) {
  const env = { PATH: path.dirname(process.execPath), AWS_EC2_METADATA_DISABLED: "true" };
  const child: ChildProcessWithoutNullStreams = spawn(process.execPath, [main, ...args], { env });
  const out = { stdout: "", stderr: "" };
  child.stdout.on("data", (text) => (out.stdout += String(text)));
  child.stderr.on("data", (text) => (out.stderr += String(text)));
  const exited = once(child, "close").then(([code]) => code as number | null);
  return {
    out,
    exited,
    kill: (signal: NodeJS.Signals) => child.kill(signal),
    async [Symbol.asyncDispose]() {
      child.kill("SIGKILL");
      await exited;
    },
  };
}

test.concurrent("handles a queue's messages, tells what happens to each, and drains on SIGTERM", async () => {
  const queue = await endpoint.createQueue();
  await queue.sendAll(["a", "bad"]);
  await using command = start(
    ...["--queue-url", queue.queueUrl, "--handler", path.join(handlers, "typed.handler")],
    ...["--report-batch-item-failures", "--receive-wait", "1", "--concurrency", "1"],
  );
  const { out, exited, kill } = command;

  await eventually(() => expect(out.stderr).toMatch(/kept .*done /s));
  kill("SIGTERM");

  expect(await exited).toBe(0);
  expect(out.stderr).toMatch(/^started .* batches of up to 10, up to 1 at once$/m);
  expect(out.stderr).toMatch(/^done {6}[0-9a-f-]{36}$/m);
  expect(out.stderr).toMatch(/^kept {6}[0-9a-f-]{36}: in batchItemFailures, comes back/m);
  expect(out.stderr).toMatch(/stopping {2}SIGTERM.*\nstopped\n$/);
  expect(await queue.counts()).toEqual({ ready: 0, inFlight: 1 });
});

test.concurrent("a second signal ends what still runs", async () => {
  const queue = await endpoint.createQueue({ VisibilityTimeout: "900" });
  await queue.sendAll(["spin"]);
  await using command = start(
    ...["--queue-url", queue.queueUrl, "--handler", path.join(handlers, "awkward.handler")],
    ...["--function-timeout", "900", "--receive-wait", "1"],
  );
  const { out, exited, kill } = command;

  await eventually(() => expect(out.stderr).toContain("received "));
  kill("SIGINT");
  await eventually(() => expect(out.stderr).toContain("stopping  SIGINT"));
  kill("SIGINT");

  expect(await exited).toBe(130);
});

test.concurrent("an invocation that fails shows its error with its stack", async () => {
  const queue = await endpoint.createQueue();
  await queue.sendAll(["bad"]);
  await using command = start("--queue-url", queue.queueUrl, "--handler", path.join(handlers, "plain.handler"));
  const { out } = command;

  await eventually(() => expect(out.stderr).toContain("visibility timeout"));

  expect(out.stderr).toMatch(
    /^failed {4}an invocation of 1 message\(s\): Error: cannot handle .*\n {4}at .*plain\.mjs/m,
  );
});

test.concurrent("a queue that cannot be polled yet is told with a remedy", async () => {
  const queueUrl = `${endpoint.address}/000000000000/missing`;
  await using command = start("--queue-url", queueUrl, "--handler", path.join(handlers, "plain.handler"));
  const { out } = command;

  await eventually(() => expect(out.stderr).toContain("create it, or mend --queue-url"));
});

test.concurrent("help goes to stdout", async () => {
  await using command = start("--help");
  const { out, exited } = command;

  expect(await exited).toBe(0);
  expect(out.stdout).toMatch(/^Usage: event-source --queue-url/);
  expect(out.stderr).toBe("");
});

test.concurrent.each([
  [["--handler", "a.b"], 2, "Expected --queue-url to be given"],
  [
    ["--queue-url", "http://localhost:1/0/a", "--handler", `${handlers}/broken.handler`],
    1,
    "missing setting ORDERS_TABLE",
  ],
])("%j ends with an error before anything is received", async (args, code, text) => {
  await using command = start(...args);
  const { out, exited } = command;

  expect(await exited).toBe(code);
  expect(out.stderr).toContain(text);
});
