import { channel, subscribe, unsubscribe } from "node:diagnostics_channel";
import { type EventSourceEvent, eventSourceChannelName } from "@letsgo/event-source";
import { createLogger, LOG_CHANNEL, withMessageScope } from "@letsgo/logger";
import { QUEUE_CHANNEL, type QueueEvent } from "@letsgo/queue";
import { traceIdOf } from "@letsgo/queue/receive";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { toRecord } from "../test/to-record.ts";
import { logActivity, type WorkerEvent, workerChannelName } from "./index.ts";

let lines: Record<string, unknown>[];
let stop: () => void;

beforeEach(() => {
  lines = [];
  const write = (line: string) => void lines.push(JSON.parse(line));
  stop = logActivity(createLogger({ service: "test", destination: { write } }));
});
afterEach(() => stop());

const queue = (event: QueueEvent) => channel(QUEUE_CHANNEL).publish(event);
const eventSource = (event: EventSourceEvent) => channel(eventSourceChannelName).publish(event);
const worker = (event: WorkerEvent) => channel(workerChannelName).publish(event);
const outcomes = () => lines.filter((line) => line.hop === "outcome");

describe("a message's log lines", () => {
  it("tell accepted, received and outcome with one identity and one trace", () => {
    const record = toRecord("m-1");
    const traceId = traceIdOf(record);

    queue({
      name: "accepted",
      messageId: "m-1",
      traceId,
      sqsMessageId: "sqs-m-1",
      type: "order:new",
      mode: "queued",
      bytes: 99,
      body: "{}",
      attributes: {},
      at: 1,
    });
    eventSource({ name: "received", record, queueArn: "arn", at: 1 });
    worker({ name: "succeeded", record, type: "order:new", durationMs: 2 });
    eventSource({ name: "deleted", record });

    expect(lines.map(({ hop, messageId, sqsMessageId, traceId }) => [hop, messageId, sqsMessageId, traceId])).toEqual([
      ["accepted", "m-1", "sqs-m-1", traceId],
      ["received", "m-1", "sqs-m-1", traceId],
      ["outcome", "m-1", "sqs-m-1", traceId],
    ]);
  });

  it("never carry the payload", () => {
    const body = { body: "very private", attributes: { secret: "very private" } };
    const message = { messageId: "m", traceId: "0".repeat(32), type: "t", ...body };

    queue({ name: "accepted", ...message, mode: "direct", bytes: 1, at: 1 });
    queue({ name: "payload-stored", messageId: "m", key: "m.json", payloadJson: '"very private"' });

    expect(JSON.stringify(lines)).not.toContain("very private");
  });

  it("tell a failure once, with its error and receive count", () => {
    const record = toRecord("m-2", 2);

    eventSource({ name: "received", record, queueArn: "arn", at: 1 });
    worker({ name: "failed", record, type: "order:new", error: new Error("no stock"), durationMs: 1, willRetry: true });
    eventSource({ name: "kept", record, reason: "reported" });

    expect(outcomes()).toHaveLength(1);
    expect(outcomes()[0]).toMatchObject({
      outcome: "failed",
      receiveCount: 2,
      willRetry: true,
      err: { message: "no stock" },
    });
  });

  it("give each message of an invocation that failed as a whole its outcome, and ignore what comes late", () => {
    const [done, hanging] = [toRecord("done"), toRecord("hanging")];

    for (const record of [done, hanging]) eventSource({ name: "received", record, queueArn: "arn", at: 1 });
    worker({ name: "succeeded", record: done, type: "t", durationMs: 1 });
    eventSource({
      name: "invocation-failed",
      records: [done, hanging],
      error: new Error("Task timed out"),
      durationMs: 1,
    });
    worker({ name: "succeeded", record: structuredClone(hanging), type: "t", durationMs: 99 });

    expect(outcomes().map(({ messageId, outcome }) => [messageId, outcome])).toEqual([
      ["done", "succeeded"],
      ["hanging", "failed"],
    ]);
  });

  it("tell the outcome of a handler from elsewhere, which tells none itself", () => {
    const [deleted, reported] = [toRecord("deleted"), toRecord("reported")];

    for (const record of [deleted, reported]) eventSource({ name: "received", record, queueArn: "arn", at: 1 });
    eventSource({ name: "deleted", record: deleted });
    eventSource({ name: "kept", record: reported, reason: "reported" });

    expect(outcomes().map(({ messageId, outcome }) => [messageId, outcome])).toEqual([
      ["deleted", "succeeded"],
      ["reported", "failed"],
    ]);
  });

  it.each([
    ["delete-failed", "Message may come back: SQS has not confirmed that it is deleted"],
    ["queue-gone", "Message is gone: its queue does not exist any more"],
  ] as const)("tell what becomes of a message that was handled and not deleted: %s", (reason, msg) => {
    const record = toRecord("m-6");
    const error = new Error("why");

    eventSource({ name: "kept", record, reason, error });

    expect(lines).toMatchObject([{ level: "warn", msg, messageId: "m-6", reason, err: { message: "why" } }]);
  });

  it("tell once per producer that delaySeconds is not observed in direct mode", () => {
    queue({ name: "delay-not-observed", messageId: "m", type: "t", delaySeconds: 3, first: true });
    queue({ name: "delay-not-observed", messageId: "n", type: "t", delaySeconds: 3, first: false });

    expect(lines).toHaveLength(1);
    expect(lines[0]).toMatchObject({ level: "warn", messageId: "m", delaySeconds: 3 });
  });

  it("are none of the lines of the message whose handler has caused them", () => {
    const told: unknown[] = [];
    const keep = (event: unknown) => void told.push(event);
    subscribe(LOG_CHANNEL, keep);

    withMessageScope({ messageId: "parent", type: "t" }, () => queue({ name: "redriven", messageId: "child" }));
    unsubscribe(LOG_CHANNEL, keep);

    expect(told).toEqual([]);
    expect(lines[0]).toMatchObject({ messageId: "child" });
    expect(lines[0]).not.toHaveProperty("type");
  });

  it("do not take the process down when an event cannot be read", () => {
    channel(workerChannelName).publish(undefined);

    expect(lines[0]).toMatchObject({ level: "error", msg: "Activity could not be logged" });
  });
});
