import type { CreateQueueCommandInput } from "@aws-sdk/client-sqs";
import type { SQSEvent, SQSRecord } from "aws-lambda";
import { afterAll, beforeAll, expect, test } from "vitest";
import { handleBatch } from "./handle-batch.ts";
import type { Invoke } from "./mapping-options.ts";
import { releaseRecords } from "./settle-records.ts";
import { receiveRecords } from "./sqs-queue.ts";
import { fakeQueue, fakeRecord } from "./test-support/fake-records.ts";
import { type LocalEndpoint, startLocalEndpoint } from "./test-support/local-queue.ts";
import { recordEvents } from "./test-support/record-events.ts";
import { bodiesOf, eventually, runMapping } from "./test-support/running-mapping.ts";

let endpoint: LocalEndpoint;
beforeAll(async () => {
  endpoint = await startLocalEndpoint();
});
afterAll(() => endpoint.close());

const partialFailures = { functionResponseTypes: ["ReportBatchItemFailures"] } as const;
const gone = { ready: 0, inFlight: 0 };
const arnOf = (name: string) => `arn:aws:sqs:us-east-1:000000000000:${name}`;

async function createFifoQueue(name: string, attributes: CreateQueueCommandInput["Attributes"] = {}) {
  const fifo = { FifoQueue: "true", ContentBasedDeduplication: "true", VisibilityTimeout: "1" };
  const queue = await endpoint.createQueue({ ...fifo, ...attributes }, name);
  /** "a1" goes to group a. */
  const sendInGroups = async (bodies: readonly string[]) => {
    for (const body of bodies) await queue.send({ MessageBody: body, MessageGroupId: body.charAt(0) });
  };
  return { ...queue, sendInGroups };
}

const ofGroup = (group: string, bodies: readonly string[]) => bodies.filter((body) => body.startsWith(group));

/** A large message goes by its first two letters. */
const nameOf = ({ body }: SQSRecord) => body.slice(0, 2);

test.concurrent("C23: groups are handled side by side, each in its order, never more at once than there are groups", async () => {
  const queue = await createFifoQueue("groups.fifo");
  const bodies = ["a1", "b1", "a2", "b2", "a3", "b3"];
  await queue.sendInGroups(bodies);
  const seen: string[] = [];
  let running = 0;
  let most = 0;
  const invoke = async (event: SQSEvent) => {
    running += 1;
    most = Math.max(most, running);
    seen.push(...bodiesOf(event));
    await queue.counts();
    running -= 1;
  };

  await using _mapping = runMapping(endpoint, { queueUrl: queue.queueUrl, invoke, concurrency: 5, batchSize: 1 });
  await eventually(async () => expect(await queue.counts()).toEqual(gone));

  expect(ofGroup("a", seen)).toEqual(["a1", "a2", "a3"]);
  expect(ofGroup("b", seen)).toEqual(["b1", "b2", "b3"]);
  expect(most).toBeLessThanOrEqual(2);
});

test.concurrent("C23: a failing message blocks its group until it succeeds, and no other group", async () => {
  const queue = await createFifoQueue("blocked.fifo");
  await queue.sendInGroups(["a1", "b1", "a2", "b2"]);
  const seen: string[] = [];
  const invoke = async ({ Records }: SQSEvent) => {
    seen.push(...Records.map(({ body }) => body));
    const failed = Records.filter(({ body }) => body === "a1" && ofGroup("a", seen).length < 2);
    return { batchItemFailures: failed.map(({ messageId }) => ({ itemIdentifier: messageId })) };
  };

  await using _mapping = runMapping(endpoint, {
    queueUrl: queue.queueUrl,
    invoke,
    batchSize: 1,
    concurrency: 2,
    ...partialFailures,
  });
  await eventually(async () => expect(await queue.counts()).toEqual(gone));

  expect(ofGroup("a", seen)).toEqual(["a1", "a1", "a2"]);
  expect(seen.indexOf("b2")).toBeLessThan(seen.lastIndexOf("a1"));
});

test.concurrent("C23: a failing message blocks its group until it is in the dead-letter queue", async () => {
  const dead = await createFifoQueue("dead.fifo");
  const redrive = JSON.stringify({ deadLetterTargetArn: arnOf("dead.fifo"), maxReceiveCount: "1" });
  const queue = await createFifoQueue("dying.fifo", { RedrivePolicy: redrive });
  await queue.sendInGroups(["a1", "a2"]);
  const seen: string[] = [];
  const invoke = async (event: SQSEvent) => {
    seen.push(...bodiesOf(event));
    if (seen.length === 1) throw new Error("never");
  };

  await using _mapping = runMapping(endpoint, { queueUrl: queue.queueUrl, invoke, batchSize: 1 });
  await eventually(() => expect(seen).toEqual(["a1", "a2"]));

  expect(await dead.receive()).toEqual(["a1"]);
});

test.concurrent("C30: a record of a FIFO queue carries its sequence number, group and deduplication id", async () => {
  const queue = await createFifoQueue("attributes.fifo");
  const seen: SQSRecord[] = [];
  const invoke = async ({ Records }: SQSEvent) => seen.push(...Records);

  await using _mapping = runMapping(endpoint, { queueUrl: queue.queueUrl, invoke });
  await queue.send({ MessageBody: "x", MessageGroupId: "group", MessageDeduplicationId: "once" });
  await eventually(() => expect(seen).toHaveLength(1));

  expect(seen[0]?.attributes).toEqual({
    ApproximateReceiveCount: "1",
    SentTimestamp: expect.stringMatching(/^\d{13}$/),
    SenderId: expect.any(String),
    ApproximateFirstReceiveTimestamp: expect.stringMatching(/^\d{13}$/),
    SequenceNumber: expect.stringMatching(/^\d{20}$/),
    MessageGroupId: "group",
    MessageDeduplicationId: "once",
  });
});

let large = 0;

/** Receives and handles a batch of messages of 1 MiB, which takes two invocations. */
async function handleInTwo(names: string[], respond: (event: SQSEvent) => unknown) {
  using events = recordEvents();
  const name = `large-${++large}.fifo`;
  const { queueUrl, sendInGroups } = await createFifoQueue(name, { VisibilityTimeout: "30" });
  await sendInGroups(names.map((each) => each.padEnd(1_048_576, "x")));
  const client = endpoint.createClient();
  const queue = { ...fakeQueue, queueUrl, queueArn: arnOf(name) };
  const records = await receiveRecords(client, queue, { maximum: 10, waitTimeSeconds: 0 });
  expect(records.map(nameOf)).toEqual(names);
  const invocations: string[][] = [];
  const invoke: Invoke = async (event) => {
    invocations.push(event.Records.map(nameOf));
    return respond(event);
  };
  const released: string[] = [];
  const halting = new AbortController();
  const outcome = await handleBatch(
    { queue, records },
    {
      client,
      invoke: async (event) => invoke(event).finally(() => names.includes("s1") && halting.abort()),
      settings: { partialFailures: true, heartbeatSeconds: undefined },
      release: async (batch) => void released.push(...batch.records.map(nameOf)),
      halted: halting.signal,
      abandoned: new AbortController().signal,
    },
  );
  const kept = events.named("kept").map(({ record, reason }) => `${nameOf(record)} ${reason}`);
  return {
    outcome,
    invocations,
    released,
    kept,
    deleted: events.named("deleted").map(({ record }) => nameOf(record)),
  };
}

test("C4, C23: above 6 MB a batch is two invocations, and after a failure the second has no message of that group", async () => {
  const failA5 = ({ Records }: SQSEvent) => ({
    batchItemFailures: Records.filter((record) => nameOf(record) === "a5").map(({ messageId }) => ({
      itemIdentifier: messageId,
    })),
  });

  const { outcome, invocations, kept, deleted } = await handleInTwo(
    ["a1", "a2", "a3", "a4", "a5", "a6", "a7", "b1"],
    failA5,
  );

  expect(invocations).toEqual([["a1", "a2", "a3", "a4", "a5"], ["b1"]]);
  expect(kept).toEqual(["a5 reported", "a6 group-failed", "a7 group-failed"]);
  expect(deleted).toEqual(["a1", "a2", "a3", "a4", "b1"]);
  expect(outcome).toBe("succeeded");
});

test("C23: an invocation that throws blocks all its groups", async () => {
  const { outcome, invocations, kept } = await handleInTwo(
    ["a1", "a2", "a3", "a4", "b1", "b2", "c1"],
    ({ Records }) => {
      if (Records.length > 1) throw new Error("no");
    },
  );

  expect(invocations.at(-1)).toEqual(["c1"]);
  expect(kept).toContain("b2 group-failed");
  expect(outcome).toBe("function-error");
});

test("C23: a stop between two invocations of a batch releases what was not started, but not behind a failure", async () => {
  const { invocations, released, kept } = await handleInTwo(
    ["a1", "a2", "a3", "a4", "s1", "s2", "b1"],
    ({ Records }) => ({ batchItemFailures: [{ itemIdentifier: Records.at(-1)?.messageId }] }),
  );

  expect(invocations).toHaveLength(1);
  expect(released).toEqual(["b1"]);
  expect(kept).toEqual(["s1 reported", "s2 group-failed"]);
});

test("C23: a release gives a group back in one request, its last message first", async () => {
  using events = recordEvents();
  const { queueUrl } = await createFifoQueue("release.fifo");
  const client = endpoint.createClient();
  const requests: string[][] = [];
  client.middlewareStack.add((next, { commandName }) => async (args) => {
    const { Entries = [] } = args.input as { Entries?: { ReceiptHandle: string }[] };
    if (commandName === "ChangeMessageVisibilityBatchCommand") {
      requests.push(Entries.map(({ ReceiptHandle }) => ReceiptHandle));
      return { response: {}, output: { $metadata: {} } as never };
    }
    return next(args);
  });
  const records = ["a1", "a2", "b1", "a3"].map((name) => fakeRecord(name));

  await releaseRecords(records, { client, queueUrl, signal: new AbortController().signal });

  expect(requests).toEqual([["a3", "b1", "a2", "a1"]]);
  expect(events.named("released")).toHaveLength(4);
});
