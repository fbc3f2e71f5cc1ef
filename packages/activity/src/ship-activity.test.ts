import { channel } from "node:diagnostics_channel";
import type { ServerResponse } from "node:http";
import { type EventSourceEvent, eventSourceChannelName } from "@letsgo/event-source";
import { createLogger, withMessageScope } from "@letsgo/logger";
import { QUEUE_CHANNEL, type QueueEvent } from "@letsgo/queue";
import { traceIdOf } from "@letsgo/queue/receive";
import { describe, expect, it, onTestFinished } from "vitest";
import { startConsole } from "../test/start-console.ts";
import { toRecord } from "../test/to-record.ts";
import { deliveryIdOf, shipActivity, type WorkerEvent, workerChannelName } from "./index.ts";

const queue = (event: QueueEvent) => channel(QUEUE_CHANNEL).publish(event);
const eventSource = (event: EventSourceEvent) => channel(eventSourceChannelName).publish(event);
const worker = (event: WorkerEvent) => channel(workerChannelName).publish(event);
const redriven = (messageId: string) => queue({ name: "redriven", messageId });

function ship(consoleUrl: string | undefined) {
  const lines: Record<string, unknown>[] = [];
  const destination = { write: (line: string) => void lines.push(JSON.parse(line)) };
  const logger = createLogger({ service: "worker", destination });
  const settings = { consoleUrl, maskedNames: ["iban"] };
  const stop = shipActivity({ settings, service: "worker", logger, maxReceiveCount: 3 });
  onTestFinished(stop);
  return { stop, lines, logger };
}

const accepted: QueueEvent = {
  name: "accepted",
  messageId: "m-1",
  traceId: "1".repeat(32),
  sqsMessageId: "sqs-m-1",
  type: "order:new",
  mode: "queued",
  bytes: 99,
  delaySeconds: 5,
  dueAt: 5000,
  parentMessageId: "m-0",
  body: '{"type":"order:new","payload":{"iban":"DE1","password":"p"}}',
  attributes: { "letsgo.messageId": "m-1", "letsgo.replayOf": "m-9" },
  at: 1,
};

describe("what the console is told", () => {
  it("is the whole way of a message, in order, numbered, with its secrets masked", async () => {
    await using console = await startConsole();
    const { stop, logger } = ship(console.url);
    const record = toRecord("m-1");
    const delivery = { deliveryId: deliveryIdOf(record), receiveCount: 1, sqsMessageId: "sqs-m-1", mode: "queued" };

    queue(accepted);
    eventSource({ name: "received", record, queueArn: "arn", at: 2000, visibleAt: 12_000 });
    worker({ name: "started", record, type: "order:new" });
    withMessageScope({ messageId: "m-1", type: "order:new", deliveryId: deliveryIdOf(record) }, () =>
      logger.warn({ orderId: 7, token: "t" }, "Odd"),
    );
    worker({ name: "succeeded", record, type: "order:new", durationMs: 3 });
    eventSource({ name: "deleted", record });
    await stop();

    const body = '{"type":"order:new","payload":{"iban":"[masked]","password":"[masked]"}}';
    expect(console.events).toMatchObject([
      {
        name: "accepted",
        dueAt: 5000,
        delaySeconds: 5,
        parentMessageId: "m-0",
        replayOf: "m-9",
        body: { text: body, cut: false, masked: ["payload.iban", "payload.password"] },
      },
      {
        name: "received",
        ...delivery,
        traceId: traceIdOf(record),
        sentAt: 1,
        queueAgeMs: 1999,
        visibleAt: 12_000,
        body: { text: "{}" },
      },
      { name: "started", ...delivery, type: "order:new" },
      {
        name: "logged",
        deliveryId: delivery.deliveryId,
        level: "warn",
        text: "Odd",
        fields: '{"orderId":7,"token":"[masked]"}',
      },
      { name: "succeeded", ...delivery, type: "order:new", durationMs: 3 },
      { name: "deleted", ...delivery },
    ]);
    expect(console.events.map(({ sequence }) => sequence)).toEqual([1, 2, 3, 4, 5, 6]);
    expect(console.events.every((event) => "messageId" in event && event.messageId === "m-1")).toBe(true);
    expect(console.batches[0]?.process).toMatchObject({ service: "worker", pid: process.pid });
    expect([...console.paths]).toEqual(["POST /v1/events application/json"]);
    expect(JSON.stringify(console.batches)).not.toMatch(/DE1|"p"/);
  });

  it("is also told of a message whose every text is beyond measure, each shortened and marked so", async () => {
    await using console = await startConsole();
    const { stop } = ship(console.url);
    const huge = "x".repeat(1_000_000);
    const body = JSON.stringify({ type: huge, payload: { [huge]: { password: "p", token: "t" } } });
    const attribute = { stringValue: huge, dataType: "String" };
    const messageAttributes = { "letsgo.messageId": attribute, [huge]: attribute, "letsgo.replayOf": attribute };
    const record = { ...toRecord("m-1"), messageId: huge, body, messageAttributes };
    const error = Object.assign(new Error(huge), { name: huge, code: huge });

    eventSource({ name: "received", record, queueArn: "arn", at: 2000 });
    worker({ name: "failed", record, type: huge, error, durationMs: 3, willRetry: false });
    eventSource({ name: "kept", record, reason: "reported" });
    await stop();

    expect(console.events.map(({ name }) => name)).toEqual(["received", "failed", "returned"]);
    expect(console.batches[0]?.dropped.total).toBe(0);
    expect(JSON.stringify(console.events).length).toBeLessThan(400_000);
    const [received, failed] = console.events;
    expect(new Set(console.events.map((event) => "messageId" in event && event.messageId)).size).toBe(1);
    const shortened = expect.stringMatching(/^x+… \[shortened\]/);
    expect(received).toMatchObject({ messageId: shortened, sqsMessageId: shortened, body: { cut: true } });
    expect(failed).toMatchObject({ type: shortened, error: { name: shortened, message: shortened, code: shortened } });
  });

  it("is what befell the process and the queue, in a sentence each", async () => {
    await using console = await startConsole();
    const { stop } = ship(console.url);

    eventSource({ name: "poll-failed", error: Object.assign(new Error(""), { code: "ECONNREFUSED" }) });
    eventSource({ name: "poll-recovered" });
    queue({ name: "queue-updated", queueUrl: "http://q", attributes: { VisibilityTimeout: "30", DelaySeconds: "0" } });
    queue({ name: "unknown-type", type: "t" });
    await stop();

    expect(console.events).toMatchObject([
      { name: "poll-failed", text: "The queue cannot be polled.", error: { code: "ECONNREFUSED" } },
      { name: "poll-recovered" },
      { text: "Queue http://q was brought to the settings: VisibilityTimeout 30, DelaySeconds 0." },
      { text: "No schema is known for type t." },
    ]);
  });

  it("is a failure once, with its causes and when the message is visible again", async () => {
    await using console = await startConsole();
    const { stop } = ship(console.url);
    const [reported, timedOut] = [toRecord("m-2", 2), toRecord("m-3", 3)];
    const error = new Error("no stock", { cause: new Error("offline") });

    for (const record of [reported, timedOut]) eventSource({ name: "received", record, queueArn: "arn", at: 1 });
    worker({ name: "failed", record: reported, type: "t", error, durationMs: 1, willRetry: true });
    queue({ name: "visibility-changed", record: reported, visibleAt: 777 });
    eventSource({ name: "kept", record: reported, reason: "reported", visibleAt: 12_000 });
    eventSource({
      name: "invocation-failed",
      records: [timedOut],
      error: new Error("Task timed out"),
      durationMs: 1.4,
    });
    eventSource({ name: "kept", record: timedOut, reason: "invocation-failed", visibleAt: 12_000, error });
    await stop();

    expect(console.events.slice(2)).toMatchObject([
      {
        name: "failed",
        messageId: "m-2",
        willRetry: true,
        error: { stack: expect.any(String), cause: { message: "offline" } },
      },
      { name: "visibility-changed", messageId: "m-2", visibleAt: 777 },
      { name: "returned", messageId: "m-2", reason: "reported", visibleAt: 777 },
      { name: "failed", messageId: "m-3", willRetry: false, durationMs: 1, error: { message: "Task timed out" } },
      { name: "returned", messageId: "m-3", reason: "invocation-failed", visibleAt: 12_000 },
    ]);
  });

  it("is the outcome of a handler from elsewhere, which tells none itself", async () => {
    await using console = await startConsole();
    const { stop } = ship(console.url);
    const [deleted, reported] = [toRecord("m-4"), toRecord("m-5")];

    for (const record of [deleted, reported]) eventSource({ name: "received", record, queueArn: "arn", at: 1 });
    eventSource({ name: "deleted", record: deleted });
    eventSource({ name: "kept", record: reported, reason: "reported" });
    await stop();

    expect(console.events.slice(2).map(({ name }) => name)).toEqual(["succeeded", "deleted", "failed", "returned"]);
  });
});

describe("telling the console", () => {
  it("repeats what was not taken until it is, once, and in order", async () => {
    const answer = (response: ServerResponse, count: number) => {
      // Taken and not answered, then not taken.
      if (count === 1) response.destroy();
      if (count === 2) response.writeHead(503).end();
      return count !== 2;
    };
    await using console = await startConsole({ answer });
    const { stop, lines } = ship(console.url);

    for (let index = 0; index < 700; index += 1) redriven(String(index));
    await console.until(() => console.events.length === 700);
    await stop();

    expect(console.events.map(({ sequence }) => sequence)).toEqual(
      Array.from({ length: 700 }, (_, index) => index + 1),
    );
    expect(lines.map(({ msg }) => msg)).toEqual([
      "The console is not there; messages do not wait for it",
      "The console is there again",
    ]);
  });

  it("goes on without a console, and tells it what happened once it is there", async () => {
    const first = await startConsole();
    const { stop, lines } = ship(first.url);
    await first[Symbol.asyncDispose]();

    redriven("a");
    await expect.poll(() => lines.length).toBe(1);
    await using console = await startConsole({ port: first.port });
    await console.until(() => console.events.length === 1);
    await stop();

    expect(lines).toMatchObject([{ level: "info", reason: expect.stringContaining("ECONNREFUSED") }, { dropped: 0 }]);
  });

  it("counts as dropped what the console refuses, and says so once", async () => {
    const answer = (response: ServerResponse, count: number) => {
      if (count < 3) response.writeHead(400).end("no");
      return count >= 3;
    };
    await using console = await startConsole({ answer });
    const { stop, lines } = ship(console.url);

    for (const [index, id] of ["a", "b", "c"].entries()) {
      redriven(id);
      await console.until(() => console.batches.length === index + 1);
    }
    await stop();

    expect(console.batches[2]?.dropped).toEqual({ total: 2, byName: { redriven: 2 } });
    expect(lines).toMatchObject([{ level: "error", reason: "400 no" }]);
  });

  it("survives what it cannot read, and counts it", async () => {
    await using console = await startConsole();
    const { stop } = ship(console.url);

    channel(workerChannelName).publish(undefined);
    redriven("a");
    await stop();

    expect(console.batches[0]?.dropped).toEqual({ total: 1, byName: {} });
    expect(console.events).toMatchObject([{ sequence: 2, messageId: "a" }]);
  });

  it("logs no line of its own as one of the message that is being handled", async () => {
    await using console = await startConsole({
      answer: (response, count) => {
        if (count === 1) response.destroy();
        return count > 1;
      },
    });
    const { stop } = ship(console.url);

    withMessageScope({ messageId: "handled" }, () => redriven("a"));
    await console.until(() => console.events.length > 0);
    await stop();

    expect(console.events.map(({ name }) => name)).toEqual(["redriven"]);
  });

  it("holds up no stop longer than its deadline, whatever the console does", async () => {
    await using console = await startConsole({ answer: () => false });
    const { stop } = ship(console.url);

    redriven("a");
    await console.until(() => console.batches.length === 1);

    await expect(stop()).resolves.toBeUndefined();
  }, 10_000);

  it("does nothing where there is no address", async () => {
    const { stop } = ship(undefined);

    expect(channel(workerChannelName).hasSubscribers).toBe(false);
    await stop();
  });
});
