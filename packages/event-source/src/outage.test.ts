import type { SQSEvent } from "aws-lambda";
import { expect, test } from "vitest";
import { startLocalEndpoint } from "./test-support/local-queue.ts";
import { recordEvents } from "./test-support/record-events.ts";
import { bodiesOf, eventually, runMapping } from "./test-support/running-mapping.ts";

test("an endpoint that goes away and comes back empty is one outage, and the queue is asked for again", async () => {
  using events = recordEvents();
  let endpoint = await startLocalEndpoint();
  const port = Number(new URL(endpoint.address).port);
  const handled: string[] = [];
  const invoke = async (event: SQSEvent) => handled.push(...bodiesOf(event));
  let asked = 0;
  const queueUrl = async () => {
    asked += 1;
    return (await endpoint.createQueue({}, "main")).queueUrl;
  };
  const client = endpoint.createClient();
  const longPolls = { concurrency: 3, receiveMessageWaitTimeSeconds: 1 };
  await using mapping = runMapping(endpoint, { client, queueUrl, invoke, ...longPolls });
  await eventually(() => expect(mapping.state().status).toBe("polling"));

  await endpoint.close();
  await eventually(() => expect(mapping.state().status).toBe("failing"));
  const failing = mapping.state();
  endpoint = await startLocalEndpoint({ port });
  await using _endpoint = endpoint;
  await eventually(() => expect(mapping.state().status).toBe("polling"));
  await (await endpoint.createQueue({}, "main")).send({ MessageBody: "after" });
  await eventually(() => expect(handled).toEqual(["after"]));

  expect(failing.lastError).toBeInstanceOf(Error);
  expect(mapping.state()).not.toHaveProperty("lastError");
  expect(events.names().filter((name) => name.startsWith("poll"))).toEqual(["poll-failed", "poll-recovered"]);
  expect(asked).toBe(2);
});

test("a mapping started before its queue exists polls it as soon as it does, before a first receive has ended", async () => {
  using events = recordEvents();
  await using endpoint = await startLocalEndpoint();
  const queueUrl = `${endpoint.address}/000000000000/later`;
  const invoke = async () => undefined;
  await using mapping = runMapping(endpoint, { queueUrl, invoke, receiveMessageWaitTimeSeconds: 20 });
  await eventually(() => expect(mapping.state().status).toBe("failing"));

  const queue = await endpoint.createQueue({}, "later");
  await eventually(() => expect(mapping.state().status).toBe("polling"));

  expect(mapping.state()).toEqual({ status: "polling", inFlight: 0 });
  expect(events.names()).toEqual(["poll-failed", "poll-recovered"]);
  const stopped = mapping.stop();
  await queue.send({ MessageBody: "ends the long poll" });
  await stopped;
});

test("what the queueUrl function throws is an outage like any other", async () => {
  await using endpoint = await startLocalEndpoint();
  const { queueUrl } = await endpoint.createQueue();
  let asked = 0;
  const find = async () => {
    asked += 1;
    if (asked === 1) throw new Error("not yet");
    return queueUrl;
  };
  using events = recordEvents();

  await using mapping = runMapping(endpoint, { queueUrl: find, invoke: async () => undefined });
  await eventually(() => expect(mapping.state().status).toBe("polling"));

  expect(events.all).toMatchObject([
    { name: "poll-failed", error: { message: "not yet" } },
    { name: "poll-recovered" },
  ]);
});

test("a queue that lets itself be read but not received from is failing until a receive succeeds, which waits for nothing", async () => {
  using events = recordEvents();
  await using endpoint = await startLocalEndpoint();
  const queue = await endpoint.createQueue();
  const { queueUrl } = queue;
  const client = endpoint.createClient();
  let denied = 0;
  client.middlewareStack.add((next, { commandName }) => async (args) => {
    if (commandName !== "ReceiveMessageCommand" || denied === 3) return next(args);
    denied += 1;
    throw Object.assign(new Error("not authorized"), { name: "AccessDeniedException" });
  });

  const invoke = async () => undefined;
  await using mapping = runMapping(endpoint, { client, queueUrl, invoke, receiveMessageWaitTimeSeconds: 20 });
  await eventually(() => expect(denied).toBe(3));
  await eventually(() => expect(mapping.state().status).toBe("polling"));

  expect(events.names()).toEqual(["poll-failed", "poll-recovered"]);
  const stopped = mapping.stop();
  await queue.send({ MessageBody: "ends the long poll" });
  await stopped;
});

test("C11: a queue hidden for less than the function timeout is not polled, in AWS's words", async () => {
  await using endpoint = await startLocalEndpoint();
  const queue = await endpoint.createQueue({ VisibilityTimeout: "30" });
  await queue.sendAll(["a"]);
  const invoke = async () => undefined;

  await using mapping = runMapping(endpoint, { queueUrl: queue.queueUrl, invoke, functionTimeoutSeconds: 60 });
  await eventually(() => expect(mapping.state().status).toBe("failing"));

  expect(mapping.state().lastError).toMatchObject({
    code: "InvalidParameterValueException",
    message: "Queue visibility timeout: 30 seconds is less than Function timeout: 60 seconds",
  });
  expect(await queue.receive()).toEqual(["a"]);
});

test("C3: a FIFO queue found by the queueUrl function is not polled with a window", async () => {
  await using endpoint = await startLocalEndpoint();
  const queueUrl = async () => `${endpoint.address}/000000000000/orders.fifo`;
  const invoke = async () => undefined;

  await using mapping = runMapping(endpoint, { queueUrl, invoke, maximumBatchingWindowInSeconds: 1 });
  await eventually(() => expect(mapping.state().status).toBe("failing"));

  expect(mapping.state().lastError).toMatchObject({ message: "Batching window is not supported for FIFO queues" });
});
