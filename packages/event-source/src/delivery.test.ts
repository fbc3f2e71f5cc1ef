import type { SQSEvent } from "aws-lambda";
import { afterAll, beforeAll, expect, test } from "vitest";
import { createInvoker } from "./create-invoker.ts";
import type { EventSourceMappingOptions } from "./mapping-options.ts";
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

/** Sends `bodies`, lets one handler see them, and resolves once all are settled. */
async function deliver(
  bodies: string[],
  respond: (event: SQSEvent) => unknown,
  options: Partial<EventSourceMappingOptions> = {},
) {
  using events = recordEvents();
  const queue = await endpoint.createQueue();
  await queue.sendAll(bodies);
  const invoke = createInvoker({
    handler: async (event: SQSEvent) => respond(event),
    functionName: "test",
    region: "us-east-1",
  });
  await using _mapping = runMapping(endpoint, { queueUrl: queue.queueUrl, invoke, ...options });
  await eventually(() => {
    expect(events.named("deleted").length + events.named("kept").length).toBe(bodies.length);
  });
  return {
    counts: await queue.counts(),
    deleted: events.named("deleted").map(({ record }) => record.body),
    kept: events.named("kept").map(({ record, reason }) => `${record.body} ${reason}`),
    visibleAt: [events.named("received"), events.named("kept")].map((told) => told[0]?.visibleAt),
    failures: events.named("invocation-failed"),
  };
}

test("C6: one batch is one invocation, with the records in the order of the receive", async () => {
  const batches: string[][] = [];

  await deliver(["a", "b", "c"], (event) => batches.push(bodiesOf(event)));

  expect(batches).toEqual([["a", "b", "c"]]);
});

test.each([undefined, "done", 42, { batchItemFailures: [{ itemIdentifier: "nobody" }] }])(
  "C7: without partial failures a return of %j deletes the whole batch",
  async (response) => {
    const { counts, deleted } = await deliver(["a", "b"], () => response);

    expect(deleted).toEqual(["a", "b"]);
    expect(counts).toEqual(gone);
  },
);

test("C8: a handler that throws gets the same messages again after the visibility timeout, with a higher count", async () => {
  const queue = await endpoint.createQueue({ VisibilityTimeout: "1" });
  const seen: string[] = [];
  await queue.sendAll(["a", "b"]);

  const invoke = async ({ Records }: SQSEvent) => {
    for (const { body, attributes } of Records) seen.push(`${body}${attributes.ApproximateReceiveCount}`);
    if (seen.includes("a1") && !seen.includes("a2")) throw new Error("first time");
  };
  await using _mapping = runMapping(endpoint, { queueUrl: queue.queueUrl, invoke });

  await eventually(async () => expect(await queue.counts()).toEqual(gone));
  expect(seen.toSorted()).toEqual(["a1", "a2", "b1", "b2"]);
});

test("C14: a response is ignored unless ReportBatchItemFailures is asked for", async () => {
  const { deleted } = await deliver(["a"], ({ Records }) => ({
    batchItemFailures: [{ itemIdentifier: Records[0]?.messageId }],
  }));

  expect(deleted).toEqual(["a"]);
});

test("C15: listed messages stay, the others are deleted", async () => {
  const failB = ({ Records }: SQSEvent) => ({
    batchItemFailures: Records.filter(({ body }) => body === "b").map(({ messageId }) => ({
      itemIdentifier: messageId,
    })),
  });

  const { counts, deleted, kept, failures } = await deliver(["a", "b", "c"], failB, partialFailures);

  expect(deleted).toEqual(["a", "c"]);
  expect(kept).toEqual(["b reported"]);
  expect(counts).toEqual({ ready: 0, inFlight: 1 });
  expect(failures).toEqual([]);
});

test("C16: a handler that returns nothing has handled everything", async () => {
  const { counts } = await deliver(["a", "b"], () => undefined, partialFailures);

  expect(counts).toEqual(gone);
});

test("C17: an unknown message id keeps the whole batch", async () => {
  const response = { batchItemFailures: [{ itemIdentifier: "nobody" }] };

  const { counts, kept, failures } = await deliver(["a", "b"], () => response, partialFailures);

  expect(kept).toEqual(["a invocation-failed", "b invocation-failed"]);
  expect(counts).toEqual({ ready: 0, inFlight: 2 });
  expect(failures.map(({ error }) => error.message)).toEqual([expect.stringContaining("nobody")]);
});

test("C18: a handler that throws keeps the whole batch with ReportBatchItemFailures too", async () => {
  const { kept, failures } = await deliver(["a", "b"], () => Promise.reject(new Error("broken")), partialFailures);

  expect(kept).toEqual(["a invocation-failed", "b invocation-failed"]);
  expect(failures).toMatchObject([{ error: { message: "broken" }, records: [{ body: "a" }, { body: "b" }] }]);
});

test("a handler that spoils its event changes nothing of what is deleted", async () => {
  const spoil = (event: SQSEvent) => {
    for (const record of event.Records) record.receiptHandle = "spoilt";
    event.Records.length = 0;
  };

  const { counts, deleted } = await deliver(["a", "b"], spoil);

  expect(deleted).toEqual(["a", "b"]);
  expect(counts).toEqual(gone);
});

test("C22: no more handlers run at once than allowed, and further messages stay in the queue", async () => {
  const queue = await endpoint.createQueue();
  await queue.sendAll(["1", "2", "3", "4", "5", "6", "7"]);
  const release = Promise.withResolvers<void>();
  let running = 0;
  let most = 0;
  const invoke = async () => {
    running += 1;
    most = Math.max(most, running);
    await release.promise;
    running -= 1;
  };

  const { queueUrl } = queue;
  await using mapping = runMapping(endpoint, { queueUrl, invoke, batchSize: 2, concurrency: 3 });
  await eventually(() => expect(running).toBe(3));
  const whileBusy = await queue.counts();
  const { inFlight } = mapping.state();
  release.resolve();
  await eventually(async () => expect(await queue.counts()).toEqual(gone));

  expect(whileBusy).toEqual({ ready: 1, inFlight: 6 });
  expect(inFlight).toBe(6);
  expect(most).toBe(3);
  await eventually(() => expect(mapping.state().inFlight).toBe(0));
});

test("C27: a disabled mapping is paused, asks for no queue and leaves messages where they are", async () => {
  using events = recordEvents();
  const queue = await endpoint.createQueue();
  await queue.sendAll(["a"]);
  let asked = 0;
  const queueUrl = async () => {
    asked += 1;
    return queue.queueUrl;
  };

  await using mapping = runMapping(endpoint, { queueUrl, invoke: async () => undefined, enabled: false });

  expect(mapping.state()).toEqual({ status: "paused", inFlight: 0 });
  await mapping.stop();
  expect(mapping.state().status).toBe("stopped");
  expect(asked).toBe(0);
  expect(await queue.receive()).toEqual(["a"]);
  expect(events.all).toEqual([]);
});

test("C29, C30: a record carries what Lambda's does, message attributes too", async () => {
  const queue = await endpoint.createQueue();
  const messageId = await queue.send({
    MessageBody: "hello",
    MessageAttributes: {
      color: { DataType: "String", StringValue: "red" },
      blob: { DataType: "Binary", BinaryValue: Uint8Array.of(1, 2, 3) },
    },
  });
  const seen: SQSEvent[] = [];
  const invoke = async (event: SQSEvent) => seen.push(event);

  await using _mapping = runMapping(endpoint, { queueUrl: queue.queueUrl, invoke });
  await eventually(() => expect(seen).toHaveLength(1));

  const lists = { stringListValues: [], binaryListValues: [] };
  expect(seen[0]?.Records[0]).toEqual({
    messageId,
    receiptHandle: expect.any(String),
    body: "hello",
    attributes: {
      ApproximateReceiveCount: "1",
      SentTimestamp: expect.stringMatching(/^\d{13}$/),
      SenderId: expect.any(String),
      ApproximateFirstReceiveTimestamp: expect.stringMatching(/^\d{13}$/),
    },
    messageAttributes: {
      color: { dataType: "String", stringValue: "red", ...lists },
      blob: { dataType: "Binary", binaryValue: "AQID", ...lists },
    },
    md5OfBody: "5d41402abc4b2a76b9719d911017c592",
    md5OfMessageAttributes: expect.stringMatching(/^[0-9a-f]{32}$/),
    eventSource: "aws:sqs",
    eventSourceARN: expect.stringMatching(/^arn:aws:sqs:us-east-1:000000000000:queue-\d+$/),
    awsRegion: "us-east-1",
  });
});

test("a receive asks for all attributes under each of their names, since some endpoints know only one", async () => {
  const { queueUrl } = await endpoint.createQueue();
  const client = endpoint.createClient();
  const asked: object[] = [];
  client.middlewareStack.add((next, { commandName }) => async (args) => {
    if (commandName === "ReceiveMessageCommand") asked.push(args.input);
    return next(args);
  });

  await using _mapping = runMapping(endpoint, { client, queueUrl, invoke: async () => undefined, batchSize: 3 });
  await eventually(() => expect(asked.length).toBeGreaterThan(0));

  expect(asked[0]).toEqual({
    QueueUrl: queueUrl,
    MaxNumberOfMessages: 3,
    WaitTimeSeconds: 0,
    AttributeNames: ["All"],
    MessageSystemAttributeNames: ["All"],
    MessageAttributeNames: ["All"],
  });
});

test("what was received and what stays is told with the time when it is visible again", async () => {
  const before = Date.now();

  const { visibleAt } = await deliver(["a"], () => ({ batchItemFailures: [{ itemIdentifier: "" }] }), partialFailures);

  const [received = 0, kept] = visibleAt;
  expect(received).toBeGreaterThan(before);
  expect(kept).toBe(received);
});
