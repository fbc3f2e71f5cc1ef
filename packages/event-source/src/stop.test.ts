import type { SQSEvent } from "aws-lambda";
import { afterAll, beforeAll, expect, test } from "vitest";
import { MappingStoppedError } from "./errors.ts";
import { type LocalEndpoint, startLocalEndpoint } from "./test-support/local-queue.ts";
import { recordEvents } from "./test-support/record-events.ts";
import { bodiesOf, eventually, runMapping } from "./test-support/running-mapping.ts";

let endpoint: LocalEndpoint;
beforeAll(async () => {
  endpoint = await startLocalEndpoint();
});
afterAll(() => endpoint.close());

const ignore = async () => undefined;
const longPolls = { concurrency: 3, receiveMessageWaitTimeSeconds: 1 };

test.concurrent("what a last receive brings while stopping is released, visible at once, and never handled", async () => {
  using events = recordEvents();
  const queue = await endpoint.createQueue();
  const handled: string[] = [];
  const invoke = async (event: SQSEvent) => handled.push(...bodiesOf(event));
  await using mapping = runMapping(endpoint, { queueUrl: queue.queueUrl, invoke, ...longPolls });
  await eventually(() => expect(mapping.state().status).toBe("polling"));

  const stopped = mapping.stop();
  await queue.send({ MessageBody: "late" });
  await stopped;

  expect(await queue.receive()).toEqual(["late"]);
  expect(handled).toEqual([]);
  expect(events.names()).toEqual(["released"]);
  expect(events.named("released")[0]?.record.attributes.ApproximateReceiveCount).toBe("1");
});

test.concurrent("stopping aborts no poll, so the next message goes to whoever receives next", async () => {
  const queue = await endpoint.createQueue();
  await using mapping = runMapping(endpoint, { queueUrl: queue.queueUrl, invoke: ignore, ...longPolls });
  await eventually(() => expect(mapping.state().status).toBe("polling"));

  await mapping.stop();
  await queue.send({ MessageBody: "next" });

  expect(await queue.receive()).toEqual(["next"]);
});

test("a running handler may end within the grace period, and what succeeded is deleted", async () => {
  using events = recordEvents();
  const queue = await endpoint.createQueue();
  const started = Promise.withResolvers<void>();
  const end = Promise.withResolvers<void>();
  const invoke = () => {
    started.resolve();
    return end.promise;
  };
  await using mapping = runMapping(endpoint, { queueUrl: queue.queueUrl, invoke });
  await queue.send({ MessageBody: "slow" });
  await started.promise;

  const stopped = mapping.stop({ graceSeconds: 5 });
  expect(mapping.state()).toMatchObject({ status: "stopped", inFlight: 1 });
  end.resolve();
  await stopped;

  expect(events.names()).toEqual(["received", "deleted"]);
  expect(mapping.state().inFlight).toBe(0);
});

test("a handler that outlives the grace period is left alone, and its message stays in flight", async () => {
  using events = recordEvents();
  const queue = await endpoint.createQueue();
  const started = Promise.withResolvers<void>();
  const end = Promise.withResolvers<void>();
  const invoke = () => {
    started.resolve();
    return end.promise;
  };
  await using mapping = runMapping(endpoint, { queueUrl: queue.queueUrl, invoke });
  await queue.send({ MessageBody: "endless" });
  await started.promise;

  await mapping.stop({ graceSeconds: 0 });
  end.resolve();
  await end.promise;

  expect(events.names()).toEqual(["received", "kept"]);
  expect(events.named("kept")[0]?.reason).toBe("stopped");
  expect(await queue.counts()).toEqual({ ready: 0, inFlight: 1 });
});

test("a mapping that waits for a missing queue stops at once", async () => {
  using events = recordEvents();
  const queueUrl = `${endpoint.address}/000000000000/missing`;
  await using mapping = runMapping(endpoint, { queueUrl, invoke: ignore, receiveMessageWaitTimeSeconds: 20 });
  await eventually(() => expect(mapping.state().status).toBe("failing"));

  await mapping.stop();

  expect(mapping.state()).toMatchObject({ status: "stopped", lastError: { name: "QueueDoesNotExist" } });
  expect(events.names()).toEqual(["poll-failed"]);
});

test("a queueUrl function that never answers does not hold up the stop", async () => {
  const queueUrl = () => new Promise<string>(() => {});
  await using mapping = runMapping(endpoint, { queueUrl, invoke: ignore });

  await mapping.stop();

  expect(mapping.state()).toEqual({ status: "stopped", inFlight: 0 });
});

test("a stopped mapping refuses to start", async () => {
  await using mapping = runMapping(endpoint, { queueUrl: `${endpoint.address}/000000000000/any`, invoke: ignore });

  await mapping.stop();

  expect(() => mapping.start()).toThrow(MappingStoppedError);
});
