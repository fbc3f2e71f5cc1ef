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

test("C27: a paused mapping leaves messages in the queue, and a resumed one handles them", async () => {
  const queue = await endpoint.createQueue();
  const seen: string[] = [];
  const invoke = async (event: SQSEvent) => seen.push(...bodiesOf(event));
  await using mapping = runMapping(endpoint, { queueUrl: queue.queueUrl, invoke });
  await queue.sendAll(["before"]);
  await eventually(() => expect(seen).toEqual(["before"]));

  await mapping.pause();
  await queue.sendAll(["during"]);
  const paused = { status: mapping.state().status, counts: await queue.counts() };
  mapping.resume();
  await eventually(() => expect(seen).toEqual(["before", "during"]));

  expect(paused).toEqual({ status: "paused", counts: { ready: 1, inFlight: 0 } });
  expect(mapping.state().status).toBe("polling");
});

test("C27: what an open receive brings after the pause is released, visible at once", async () => {
  using events = recordEvents();
  const queue = await endpoint.createQueue();
  const longPolls = { concurrency: 3, receiveMessageWaitTimeSeconds: 1 };
  await using mapping = runMapping(endpoint, { queueUrl: queue.queueUrl, invoke: ignore, ...longPolls });
  await eventually(() => expect(mapping.state().status).toBe("polling"));

  const paused = mapping.pause();
  await queue.send({ MessageBody: "late" });
  await paused;

  expect(await queue.receive()).toEqual(["late"]);
  expect(events.names()).toEqual(["released"]);
});

test("C22: a mapping resumed while a handler still runs waits for it before it receives", async () => {
  const queue = await endpoint.createQueue();
  const started = Promise.withResolvers<void>();
  const end = Promise.withResolvers<void>();
  let running = 0;
  let most = 0;
  let handled = 0;
  const invoke = async () => {
    running += 1;
    most = Math.max(most, running);
    started.resolve();
    await end.promise;
    running -= 1;
    handled += 1;
  };
  await using mapping = runMapping(endpoint, { queueUrl: queue.queueUrl, invoke });
  await queue.sendAll(["a"]);
  await started.promise;

  const paused = mapping.pause();
  mapping.resume();
  await queue.sendAll(["b"]);
  for (let roundTrips = 0; roundTrips < 20; roundTrips += 1) await queue.counts(); // time enough for a receive
  end.resolve();
  await paused;
  await eventually(() => expect(handled).toBe(2));

  expect(most).toBe(1);
});

test("C27: a mapping created disabled starts with resume, in either order with start", async () => {
  const queue = await endpoint.createQueue();
  await queue.sendAll(["a"]);
  const seen: string[] = [];
  const invoke = async (event: SQSEvent) => seen.push(...bodiesOf(event));

  await using mapping = runMapping(endpoint, { queueUrl: queue.queueUrl, invoke, enabled: false });
  await mapping.pause();
  mapping.resume();
  await eventually(() => expect(seen).toEqual(["a"]));
});

test("a pause ends the search for a missing queue, and the resumed mapping finds it", async () => {
  const queueUrl = `${endpoint.address}/000000000000/appears`;
  await using mapping = runMapping(endpoint, { queueUrl, invoke: ignore });
  await eventually(() => expect(mapping.state().status).toBe("failing"));

  await mapping.pause();
  await endpoint.createQueue({}, "appears");
  mapping.resume();

  await eventually(() => expect(mapping.state().status).toBe("polling"));
});

test("pausing, resuming and pausing again in one breath leaves the mapping paused", async () => {
  const queue = await endpoint.createQueue();
  await using mapping = runMapping(endpoint, { queueUrl: queue.queueUrl, invoke: ignore });
  await eventually(() => expect(mapping.state().status).toBe("polling"));

  const first = mapping.pause();
  mapping.resume();
  await Promise.all([first, mapping.pause()]);
  await queue.sendAll(["stays"]);

  expect(mapping.state().status).toBe("paused");
  expect(await queue.receive()).toEqual(["stays"]);
});

test("a stopped mapping refuses to resume, and a paused one stops", async () => {
  const queue = await endpoint.createQueue();
  await using mapping = runMapping(endpoint, { queueUrl: queue.queueUrl, invoke: ignore });

  await mapping.pause();
  await mapping.stop();

  expect(mapping.state().status).toBe("stopped");
  expect(() => mapping.resume()).toThrow(MappingStoppedError);
});
