import type { SQSEvent } from "aws-lambda";
import { afterAll, beforeAll, expect, test } from "vitest";
import { type LocalEndpoint, startLocalEndpoint } from "./test-support/local-queue.ts";
import { recordEvents } from "./test-support/record-events.ts";
import { bodiesOf, eventually, runMapping } from "./test-support/running-mapping.ts";

let endpoint: LocalEndpoint;
beforeAll(async () => {
  endpoint = await startLocalEndpoint();
});
afterAll(() => endpoint.close());

const numbers = (count: number) => Array.from({ length: count }, (_, index) => String(index + 1));

test("C2, C4: messages sent one by one within the window are one invocation, of more than one receive holds", async () => {
  const queue = await endpoint.createQueue();
  const batches: string[][] = [];
  const invoke = async (event: SQSEvent) => batches.push(bodiesOf(event));
  const window = { maximumBatchingWindowInSeconds: 3, batchSize: 100 };

  await using mapping = runMapping(endpoint, { queueUrl: queue.queueUrl, invoke, ...window });
  await queue.sendAll(["first"]);
  await eventually(() => expect(mapping.state().inFlight).toBe(1));
  for (const body of numbers(12)) await queue.send({ MessageBody: body });
  await eventually(async () => expect(await queue.counts()).toEqual({ ready: 0, inFlight: 0 }));

  expect(batches).toEqual([["first", ...numbers(12)]]);
  await eventually(() => expect(mapping.state().inFlight).toBe(0));
});

test("C1, C4: a batchSize that is reached ends the window at once", async () => {
  const queue = await endpoint.createQueue();
  await queue.sendAll(numbers(10));
  await queue.sendAll(numbers(10));
  const sizes: number[] = [];
  const invoke = async ({ Records }: SQSEvent) => sizes.push(Records.length);
  const window = { maximumBatchingWindowInSeconds: 300, batchSize: 20 };

  await using _mapping = runMapping(endpoint, { queueUrl: queue.queueUrl, invoke, ...window });
  await eventually(() => expect(sizes).toEqual([20]));
});

test("stopping while a batch is gathered releases it, visible at once, and nothing is handled", async () => {
  using events = recordEvents();
  const queue = await endpoint.createQueue();
  await queue.sendAll(["a", "b"]);
  const handled: string[] = [];
  const invoke = async (event: SQSEvent) => handled.push(...bodiesOf(event));
  const window = { maximumBatchingWindowInSeconds: 300, batchSize: 100 };

  await using mapping = runMapping(endpoint, { queueUrl: queue.queueUrl, invoke, ...window });
  await eventually(() => expect(mapping.state().inFlight).toBe(2));
  await mapping.stop();

  expect((await queue.receive()).toSorted()).toEqual(["a", "b"]);
  expect(handled).toEqual([]);
  expect(events.names()).toEqual(["released", "released"]);
  expect(mapping.state().inFlight).toBe(0);
});

test("C4: what a stop finds behind the cut at 6 MB is released once no receive of ours could take it again", async () => {
  using events = recordEvents();
  const queue = await endpoint.createQueue({ MaximumMessageSize: "1048576" });
  await Promise.all([..."abcdefg"].map((body) => queue.send({ MessageBody: body.repeat(1_000_000) })));
  const started = Promise.withResolvers<void>();
  const end = Promise.withResolvers<void>();
  const invoke = () => {
    started.resolve();
    return end.promise;
  };

  const longPolls = { concurrency: 2, receiveMessageWaitTimeSeconds: 1 };
  await using mapping = runMapping(endpoint, { queueUrl: queue.queueUrl, invoke, ...longPolls });
  await started.promise;
  const stopped = mapping.stop();
  end.resolve();
  await stopped;

  const released = events.named("released").map(({ record }) => record.attributes.ApproximateReceiveCount);
  expect(released).toEqual(["1"]);
  expect(events.named("deleted")).toHaveLength(6);
  expect(await queue.counts()).toEqual({ ready: 1, inFlight: 0 });
});
