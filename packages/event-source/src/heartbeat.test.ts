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

/** A handler that holds each first delivery until it is released. */
function createHold() {
  const { promise: released, resolve: release } = Promise.withResolvers<void>();
  const deliveries: string[] = [];
  const invoke = async (event: SQSEvent) => {
    deliveries.push(...bodiesOf(event));
    await released;
  };
  return { deliveries, invoke, release };
}

const twoPollers = { concurrency: 2, receiveMessageWaitTimeSeconds: 1 };

test.concurrent("by default nothing extends a visibility timeout: a slow handler's message comes again", async () => {
  const { deliveries, invoke, release } = createHold();
  const { queueUrl, send } = await endpoint.createQueue({ VisibilityTimeout: "1" });
  await using _ = runMapping(endpoint, { queueUrl, invoke, ...twoPollers });

  await send({ MessageBody: "slow" });
  await eventually(() => expect(deliveries).toEqual(["slow", "slow"]));
  release();
});

test.concurrent("with heartbeatSeconds a message stays hidden while it is handled, and no longer", async () => {
  using events = recordEvents();
  const { deliveries, invoke, release } = createHold();
  const queue = await endpoint.createQueue({ VisibilityTimeout: "2" });
  const other = await endpoint.createQueue({ VisibilityTimeout: "4" });
  const failing = async () => Promise.reject(new Error("no"));
  await using _ = runMapping(endpoint, { queueUrl: queue.queueUrl, invoke, heartbeatSeconds: 1, ...twoPollers });
  const options = { queueUrl: other.queueUrl, invoke: failing, heartbeatSeconds: 1, ...twoPollers };
  await using _other = runMapping(endpoint, options);

  await Promise.all([queue.send({ MessageBody: "slow" }), other.send({ MessageBody: "failing" })]);
  // Two deliveries, four seconds apart, of a message that is not held: its clock says that the other's has passed twice.
  await eventually(() => expect(events.named("invocation-failed").length).toBeGreaterThanOrEqual(2), 10_000);

  expect(deliveries).toEqual(["slow"]);
  release();
  await eventually(async () => expect(await queue.counts()).toEqual({ ready: 0, inFlight: 0 }));
  const others = ["slow", "failing"];
  expect(events.named("extend-failed").filter(({ record }) => others.includes(record.body))).toEqual([]);
}, 15_000);

test.concurrent("heartbeatSeconds is below the queue's visibility timeout", async () => {
  const { queueUrl } = await endpoint.createQueue({ VisibilityTimeout: "2" });
  await using mapping = runMapping(endpoint, { queueUrl, invoke: async () => undefined, heartbeatSeconds: 2 });

  await eventually(() =>
    expect(mapping.state().lastError?.message).toContain("below the queue's visibility timeout, 2 s"),
  );
});

test.concurrent("a message that cannot be kept hidden is told", async () => {
  using events = recordEvents();
  const { deliveries, invoke, release } = createHold();
  const queue = await endpoint.createQueue({ VisibilityTimeout: "2" });
  await using _ = runMapping(endpoint, { queueUrl: queue.queueUrl, invoke, heartbeatSeconds: 1 });

  await queue.send({ MessageBody: "purged" });
  await eventually(() => expect(deliveries).toEqual(["purged"]));
  await queue.purge();

  await eventually(() => expect(events.named("extend-failed")[0]?.record.body).toBe("purged"));
  release();
});
