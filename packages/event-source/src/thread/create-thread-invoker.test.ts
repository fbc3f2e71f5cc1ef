import path from "node:path";
import type { SQSEvent } from "aws-lambda";
import { expect, test, vi } from "vitest";
import { fakeRecord } from "../test-support/fake-records.ts";
import { createThreadInvoker } from "./create-thread-invoker.ts";

vi.setConfig({ testTimeout: 20_000 }); // threads start slowly on a busy machine

const folder = path.join(import.meta.dirname, "../test-support/handlers");

function startInvoker(handler = "awkward.handler", functionTimeoutSeconds = 3) {
  const setting = path.join(folder, handler);
  const invoker = createThreadInvoker({
    handler: setting,
    functionName: "orders",
    region: "us-west-2",
    functionTimeoutSeconds,
  });
  return { ...invoker, [Symbol.asyncDispose]: invoker.close };
}

const eventOf = (...bodies: string[]): SQSEvent => ({
  Records: bodies.map((body, index) => fakeRecord(`${body}-${index}`, { body })),
});

interface Answer {
  invocations: number;
  threadId: number;
  isMainThread: boolean;
  requestId: string;
  log: string;
}

test.concurrent("invocations one after the other share an environment, with its log stream, in a thread", async () => {
  await using invoker = startInvoker();
  const { invoke } = invoker;

  const first = (await invoke(eventOf("a"))) as Answer;
  const second = (await invoke(eventOf("a"))) as Answer;

  expect(first).toMatchObject({ invocations: 1, isMainThread: false });
  expect(second).toMatchObject({ invocations: 2, threadId: first.threadId, log: first.log });
  expect(second.requestId).not.toBe(first.requestId);
});

test.concurrent("invocations at once have an environment each, which later ones use again", async () => {
  await using invoker = startInvoker();
  const { invoke } = invoker;

  const atOnce = (await Promise.all([invoke(eventOf("wait")), invoke(eventOf("wait"))])) as Answer[];
  const later = (await invoke(eventOf("a"))) as Answer;

  expect(atOnce.map(({ invocations }) => invocations)).toEqual([1, 1]);
  expect(atOnce[0]?.threadId).not.toBe(atOnce[1]?.threadId);
  expect(atOnce.map(({ threadId }) => threadId)).toContain(later.threadId);
});

test.concurrent("a handler that never lets go times out, and the next invocation has a fresh environment", async () => {
  await using invoker = startInvoker("awkward.handler", 1);
  const { invoke } = invoker;

  const outcome = await invoke(eventOf("spin")).catch((error: unknown) => error);
  const next = (await invoke(eventOf("a"))) as Answer;

  expect(outcome).toMatchObject({ code: "Sandbox.Timedout", message: "Task timed out after 1.00 seconds" });
  expect(next.invocations).toBe(1);
});

test.concurrent.each([
  ["exit", { code: "Runtime.ExitError", exitCode: 3 }],
  ["escape", { name: "TypeError", message: "thrown outside the invocation" }],
])("an environment that ends itself (%s) fails its invocation, and the next has a fresh one", async (body, error) => {
  await using invoker = startInvoker();
  const { invoke } = invoker;

  const outcome = await invoke(eventOf(body)).catch((thrown: unknown) => thrown);
  const next = (await invoke(eventOf("a"))) as Answer;

  expect(outcome).toMatchObject(error);
  expect(next.invocations).toBe(1);
});

test.concurrent("a handler's error keeps name, message, code and stack, and its environment", async () => {
  await using invoker = startInvoker();
  const { invoke } = invoker;

  const outcome = await invoke(eventOf("error")).catch((thrown: unknown) => thrown);
  const next = (await invoke(eventOf("a"))) as Answer;

  expect(outcome).toBeInstanceOf(Error);
  expect(outcome).toMatchObject({ name: "RangeError", message: "out of range", code: "E_RANGE" });
  expect((outcome as Error).stack).toContain("awkward.mjs");
  expect(next.invocations).toBe(2);
});

test.concurrent("a response without JSON form fails the invocation, as Lambda does", async () => {
  await using invoker = startInvoker();
  const { invoke } = invoker;

  await expect(invoke(eventOf("bigint"))).rejects.toMatchObject({ code: "Runtime.MarshalError" });
});

test.concurrent("a handler that cannot be loaded shows when asked, and at each invocation", async () => {
  await using invoker = startInvoker("broken.handler");
  const { load, invoke } = invoker;
  const error = { code: "Runtime.ImportModuleError", message: expect.stringContaining("ORDERS_TABLE") };

  await expect(load()).rejects.toMatchObject(error);
  await expect(invoke(eventOf("a"))).rejects.toMatchObject(error);
});

test.concurrent("an export that only CommonJS itself can see is found", async () => {
  await using invoker = startInvoker("common-js/index.orders.create");

  expect(await invoker.invoke(eventOf("a"))).toBe("created");
});

test.concurrent("a loaded environment waits for the first invocation", async () => {
  await using invoker = startInvoker();
  const { load, invoke } = invoker;

  await load();

  expect(await invoke(eventOf("a"))).toMatchObject({ invocations: 1 });
});

test("timeout and memory are within Lambda's ranges", () => {
  expect(() => startInvoker("plain.handler", 901)).toThrow("'timeout'");
});
