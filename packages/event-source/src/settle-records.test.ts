import type { SQSClient } from "@aws-sdk/client-sqs";
import { afterAll, beforeAll, expect, test } from "vitest";
import { type LocalEndpoint, startLocalEndpoint } from "./test-support/local-queue.ts";
import { recordEvents } from "./test-support/record-events.ts";
import { eventually, runMapping } from "./test-support/running-mapping.ts";

let endpoint: LocalEndpoint;
beforeAll(async () => {
  endpoint = await startLocalEndpoint();
});
afterAll(() => endpoint.close());

interface DeleteInput {
  Entries: { Id: string; ReceiptHandle: string }[];
}

/** Lets `refuse` say which entries of each delete fail instead of being sent; it may also throw. */
function failDeletes(client: SQSClient, refuse: (input: DeleteInput, call: number) => { Id: string }[]): void {
  let calls = 0;
  client.middlewareStack.add((next, { commandName }) => async (args) => {
    if (commandName !== "DeleteMessageBatchCommand") return next(args);
    calls += 1;
    const input = args.input as DeleteInput;
    const Failed = refuse(input, calls);
    const Entries = input.Entries.filter(({ Id }) => !Failed.some((failed) => failed.Id === Id));
    if (Entries.length > 0) await next({ ...args, input: { ...args.input, Entries } });
    return { response: {}, output: { $metadata: {}, Failed } as never };
  });
}

async function handleOne(client: SQSClient, bodies: string[]) {
  using events = recordEvents();
  const queue = await endpoint.createQueue();
  await queue.sendAll(bodies);
  await using _mapping = runMapping(endpoint, { client, queueUrl: queue.queueUrl, invoke: async () => undefined });
  await eventually(() => {
    expect(events.named("deleted").length + events.named("kept").length).toBe(bodies.length);
  });
  return { counts: await queue.counts(), deleted: events.named("deleted"), kept: events.named("kept") };
}

test("entries whose delete failed are deleted again, and only those", async () => {
  const client = endpoint.createClient();
  const sizes: number[] = [];
  failDeletes(client, ({ Entries }, call) => {
    sizes.push(Entries.length);
    return call === 1 ? [{ Id: "1", Code: "InternalError", SenderFault: false } as { Id: string }] : [];
  });

  const { counts, deleted } = await handleOne(client, ["a", "b", "c"]);

  expect(sizes).toEqual([3, 1]);
  expect(deleted.map(({ record }) => record.body)).toEqual(["a", "b", "c"]);
  expect(counts).toEqual({ ready: 0, inFlight: 0 });
});

test("a delete that SQS blames on the sender is told with its code and not tried again", async () => {
  const client = endpoint.createClient();
  let calls = 0;
  failDeletes(client, (_input, call) => {
    calls = call;
    const failure = { Id: "0", Code: "ReceiptHandleIsInvalid", Message: "no such handle", SenderFault: true };
    return [failure];
  });

  const { kept } = await handleOne(client, ["a"]);

  expect(calls).toBe(1);
  expect(kept).toMatchObject([
    {
      reason: "delete-failed",
      error: { code: "ReceiptHandleIsInvalid", message: "no such handle", senderFault: true },
    },
  ]);
});

test("a delete that never gets through is told after five tries", async () => {
  const client = endpoint.createClient();
  let calls = 0;
  failDeletes(client, (_input, call) => {
    calls = call;
    throw Object.assign(new Error("connect ECONNREFUSED"), { code: "ECONNREFUSED" });
  });

  const { counts, kept } = await handleOne(client, ["a", "b"]);

  expect(calls).toBe(5);
  expect(kept).toMatchObject([
    { record: { body: "a" }, reason: "delete-failed", error: { code: "ECONNREFUSED" } },
    { record: { body: "b" }, reason: "delete-failed", error: { code: "ECONNREFUSED" } },
  ]);
  expect(counts).toEqual({ ready: 0, inFlight: 2 });
});

test("a message whose queue is gone is told as gone with it, after one try", async () => {
  const client = endpoint.createClient();
  let calls = 0;
  failDeletes(client, (_input, call) => {
    calls = call;
    throw Object.assign(new Error("The specified queue does not exist."), { name: "QueueDoesNotExist" });
  });

  const { kept } = await handleOne(client, ["a"]);

  expect(calls).toBe(1);
  expect(kept).toMatchObject([{ record: { body: "a" }, reason: "queue-gone" }]);
  expect(kept[0]).not.toHaveProperty("visibleAt");
});
