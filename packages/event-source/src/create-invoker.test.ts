import inspector from "node:inspector";
import type { Context, Handler, SQSEvent } from "aws-lambda";
import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { createInvoker } from "./create-invoker.ts";
import { FunctionTimeoutError, UnserializableResponseError } from "./errors.ts";

const event: SQSEvent = { Records: [] };

function invokerOf(handler: Handler<SQSEvent, unknown>, options: { functionTimeoutSeconds?: number } = {}) {
  return createInvoker({ handler, functionName: "orders", region: "us-west-2", accountId: "123456789012", ...options });
}

beforeEach(() => {
  vi.useFakeTimers();
});
afterEach(() => {
  expect(vi.getTimerCount()).toBe(0); // every invocation clears its timer
  vi.useRealTimers();
});

test("an async handler's promise is the response, in its JSON form", async () => {
  const at = new Date(0);

  expect(await invokerOf(async () => ({ at, nothing: undefined }))(event)).toEqual({ at: "1970-01-01T00:00:00.000Z" });
  expect(await invokerOf(async () => undefined)(event)).toBeNull();
  expect(await invokerOf(async () => () => "a function")(event)).toBeNull();
});

test("a callback's handler has finished when it calls back", async () => {
  const respond = invokerOf((_event, _context, callback) => {
    setImmediate(callback, null, "later");
  });
  const fail = invokerOf((_event, _context, callback) => callback("no"));

  const response = respond(event);
  await vi.advanceTimersByTimeAsync(1);

  expect(await response).toBe("later");
  await expect(fail(event)).rejects.toThrow("no");
});

test("the first call back counts", async () => {
  const twice = invokerOf((_event, _context, callback) => {
    callback(null, 1);
    callback(new Error("second"));
  });

  expect(await twice(event)).toBe(1);
});

test("the context's legacy functions end the invocation", async () => {
  const end = (finish: (context: Context) => void) => invokerOf((_event, context) => finish(context))(event);

  expect(await end((context) => context.succeed({ ok: true }))).toEqual({ ok: true });
  expect(await end((context) => context.done(undefined, "done"))).toBe("done");
  await expect(end((context) => context.done(new Error("undone")))).rejects.toThrow("undone");
  await expect(end((context) => context.fail("failed"))).rejects.toThrow("failed");
});

test("a handler of the event alone that returns no promise has finished when it returns", async () => {
  expect(await invokerOf((_event) => undefined)(event)).toBeNull();
});

test("a handler that throws at once, or something that is no error, rejects with an error", async () => {
  const throwAtOnce = invokerOf(() => {
    throw new TypeError("at once");
  });
  const rejectText = invokerOf(() => Promise.reject("just text"));

  await expect(throwAtOnce(event)).rejects.toThrow(TypeError);
  await expect(rejectText(event)).rejects.toMatchObject({ message: "just text", cause: "just text" });
});

test("a response without JSON form fails the invocation, as Lambda does", async () => {
  const circle: { self?: unknown } = {};
  circle.self = circle;

  await expect(invokerOf(async () => circle)(event)).rejects.toThrow(UnserializableResponseError);
  await expect(invokerOf(async () => 1n)(event)).rejects.toMatchObject({ code: "Runtime.MarshalError" });
});

test("the context is that of a Lambda invocation", async () => {
  vi.setSystemTime("2026-02-03T04:05:06Z");
  const contexts: Context[] = [];
  const invoke = invokerOf(async (_event, context) => contexts.push(context));

  await invoke(event);
  await invoke(event);

  const [first, second] = contexts;
  expect(first).toMatchObject({
    awsRequestId: expect.stringMatching(/^[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/),
    functionName: "orders",
    functionVersion: "$LATEST",
    invokedFunctionArn: "arn:aws:lambda:us-west-2:123456789012:function:orders",
    memoryLimitInMB: "128",
    logGroupName: "/aws/lambda/orders",
    logStreamName: expect.stringMatching(/^2026\/02\/03\/\[\$LATEST\][0-9a-f]{32}$/),
    callbackWaitsForEmptyEventLoop: true,
  });
  expect(second?.awsRequestId).not.toBe(first?.awsRequestId);
  expect(second?.logStreamName).toBe(first?.logStreamName);
});

test("the remaining time falls with the clock and is never negative", async () => {
  const remaining: number[] = [];
  const invoke = invokerOf(
    async (_event, context) => {
      remaining.push(context.getRemainingTimeInMillis());
      vi.setSystemTime(Date.now() + 1_500);
      remaining.push(context.getRemainingTimeInMillis());
      vi.setSystemTime(Date.now() + 9_000);
      remaining.push(context.getRemainingTimeInMillis());
    },
    { functionTimeoutSeconds: 10 },
  );

  await invoke(event).catch(() => {}); // past its time

  expect(remaining).toEqual([10_000, 8_500, 0]);
});

test("a handler past the function timeout fails in Lambda's words", async () => {
  const invoke = invokerOf(() => new Promise(() => {}), { functionTimeoutSeconds: 3 });

  const outcome = invoke(event).catch((error: unknown) => error);
  await vi.advanceTimersByTimeAsync(3_000);

  expect(await outcome).toBeInstanceOf(FunctionTimeoutError);
  expect(await outcome).toMatchObject({ message: "Task timed out after 3.00 seconds", code: "Sandbox.Timedout" });
});

test("a handler that holds up the process past the function timeout fails, though no timer could fire", async () => {
  const invoke = invokerOf(async () => void vi.setSystemTime(Date.now() + 3_001), { functionTimeoutSeconds: 3 });

  await expect(invoke(event)).rejects.toThrow(FunctionTimeoutError);
});

test("while a debugger is attached no timeout fires", async () => {
  let end = (_response: string) => {};
  const invoke = invokerOf(() => new Promise((resolve) => (end = resolve)), { functionTimeoutSeconds: 3 });
  inspector.open(0, "127.0.0.1");

  const response = invoke(event);
  await vi.advanceTimersByTimeAsync(60_000);
  inspector.close();
  end("late but fine");

  expect(await response).toBe("late but fine");
});

test("timeout and memory are within Lambda's ranges", () => {
  const create = (options: object) => () =>
    createInvoker({ handler: async () => undefined, functionName: "orders", region: "us-west-2", ...options });

  expect(create({ functionTimeoutSeconds: 901 })).toThrow("at 'timeout' failed to satisfy constraint");
  expect(create({ functionTimeoutSeconds: 0 })).toThrow("greater than or equal to 1");
  expect(create({ memoryMegabytes: 64 })).toThrow("at 'memorySize' failed to satisfy constraint");
});
