import { queueSettingsOf } from "@letsgo/config";
import type { SQSEvent, SQSRecord } from "aws-lambda";
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it, vi } from "vitest";
import { type Emulator, startEmulator } from "../../test/emulator.ts";
import { accept, freePort, startHttpServer } from "../../test/http-server.ts";
import { deleteRecord, receiveRecords } from "../../test/receive-records.ts";
import { recordEvents } from "../../test/record-events.ts";
import { ensureQueues } from "../admin/index.ts";
import { createProducer, QueueUnreachableError, retryAfter } from "../index.ts";
import { createReceiver } from "./index.ts";

const DAY_SECONDS = 24 * 60 * 60;

let emulator: Emulator;
beforeAll(async () => {
  emulator = await startEmulator({ clock: "manual" });
});
afterAll(() => emulator[Symbol.asyncDispose]());

// Our clock and the emulator's, by which delays pass, are one.
beforeEach(() => void vi.useFakeTimers({ toFake: ["Date"], now: emulator.now() }));
afterEach(() => void vi.useRealTimers());
function passSeconds(seconds: number): void {
  emulator.advance(seconds);
  vi.setSystemTime(emulator.now());
}

async function setUp() {
  const settings = emulator.settings();
  const { queueUrl, dlqUrl } = await ensureQueues(emulator.client, settings, { reconcile: false });
  const producer = createProducer({ settings, client: emulator.client });
  const receiver = createReceiver({ settings, client: emulator.client });
  const receive = () => receiveRecords(emulator.client, queueUrl);
  /** Receives the one message that must be there now, and deletes it where its handling would have succeeded. */
  const take = async () => {
    const [record] = await receive();
    if (!record) throw new Error("Expected a message to be visible, got none");
    const received = await receiver.receive(record);
    await deleteRecord(emulator.client, queueUrl, record);
    return { record, received };
  };
  return { settings, queueUrl, dlqUrl, producer, receiver, receive, take };
}

describe("a message with a long delay", () => {
  it("travels in hops of at most 900 s with one identity and one trace, and is opened once it is due", async () => {
    using recorded = recordEvents();
    const { producer, receive, take } = await setUp();
    const dueAt = Date.now() + 2_000_000;
    const traceId = "0af7651916cd43dd8448eb211c80319c";
    const traceparent = `00-${traceId}-b7ad6b7169203331-01`;

    const { messageId } = await producer.enqueue(
      { type: "x", payload: { a: 1 } },
      { delaySeconds: 2000, attributes: { tenant: "t", traceparent }, groupId: "fair" },
    );
    passSeconds(899);
    expect(await receive()).toEqual([]);
    passSeconds(1);
    const first = await take();
    passSeconds(900);
    const second = await take();
    passSeconds(200);
    const third = await take();

    expect([first, second].map(({ received }) => received.state)).toEqual(["hopped", "hopped"]);
    expect(third.received).toMatchObject({
      state: "due",
      opened: { messageId, message: { type: "x", payload: { a: 1 } } },
    });
    expect(third.record.messageAttributes.traceparent?.stringValue).toBe(traceparent);
    expect(third.record.messageAttributes).toEqual(first.record.messageAttributes);
    expect(third.record.body).toBe(first.record.body);
    expect(recorded.events.filter(({ name }) => name === "hop")).toEqual([
      {
        name: "hop",
        messageId,
        traceId,
        sqsMessageId: second.record.messageId,
        dueAt,
        delaySeconds: 900,
        at: expect.any(Number),
      },
      {
        name: "hop",
        messageId,
        traceId,
        sqsMessageId: third.record.messageId,
        dueAt,
        delaySeconds: 200,
        at: dueAt - 200_000,
      },
    ]);
  });

  it("is due when it was to be, though a hop was delivered late", async () => {
    const { producer, take } = await setUp();
    await producer.enqueue({ type: "x", payload: 1 }, { delaySeconds: 1000 });

    passSeconds(930);
    expect((await take()).received.state).toBe("hopped");
    passSeconds(70);
    expect((await take()).received.state).toBe("due");
  });

  it("is opened at once where all hops came too late", async () => {
    const { producer, take } = await setUp();
    await producer.enqueue({ type: "x", payload: 1 }, { delaySeconds: 1000 });

    passSeconds(3 * DAY_SECONDS);

    expect((await take()).received.state).toBe("due");
  });

  it("may be 365 days away", async () => {
    const { producer, take } = await setUp();
    const dueAt = Date.now() + 31_536_000_000;
    await producer.enqueue({ type: "x", payload: 1 }, { delaySeconds: 365 * DAY_SECONDS });

    // Each hop is late, yet within the four days that the queue keeps it.
    for (let day = 3; day < 365; day += 3) {
      passSeconds(3 * DAY_SECONDS);
      expect((await take()).received.state).toBe("hopped");
    }
    passSeconds(2 * DAY_SECONDS);
    const { record, received } = await take();

    expect(record.messageAttributes["letsgo.dueAt"]?.stringValue).toBe(String(dueAt));
    expect(received.state).toBe("due");
  });

  it("hops on after it was in the dead-letter queue and redriven", async () => {
    const { producer, receiver, receive, dlqUrl, queueUrl } = await setUp();
    const { messageId } = await producer.enqueue({ type: "x", payload: 1 }, { delaySeconds: 5000 });
    passSeconds(900);
    // Its deliveries are used up, as where every hop failed.
    for (let delivery = 1; delivery <= 4; delivery++) {
      await receive();
      passSeconds(11);
    }
    const [dead] = await receiveRecords(emulator.client, dlqUrl);
    expect(dead?.messageAttributes["letsgo.messageId"]?.stringValue).toBe(messageId);

    const redriven: SQSRecord = { ...(dead as SQSRecord), eventSourceARN: arnOf(queueUrl) };
    expect((await receiver.receive(redriven)).state).toBe("hopped");
    passSeconds(900);
    expect((await receive())[0]?.messageAttributes["letsgo.messageId"]?.stringValue).toBe(messageId);
  });

  it("fails like any other record where it cannot be sent on", async () => {
    const { producer, receive, settings } = await setUp();
    await producer.enqueue({ type: "x", payload: 1 }, { delaySeconds: 5000 });
    passSeconds(900);
    const [record] = await receive();
    const dead = createReceiver({ settings: { ...settings, endpoint: `http://127.0.0.1:${await freePort()}` } });

    await expect(dead.receive(record as SQSRecord)).rejects.toBeInstanceOf(QueueUnreachableError);
    await dead.close();
  });

  it("goes on to the queue that it came from, binary attributes and all", async () => {
    const { receiver } = await setUp();
    const other = emulator.settings();
    const { queueUrl } = await ensureQueues(emulator.client, other, { reconcile: false });
    const binary = { dataType: "Binary.png", binaryValue: "AQID", stringListValues: [], binaryListValues: [] };

    await receiver.receive(recordOf(arnOf(queueUrl), { binary }));
    passSeconds(900);

    const [copy] = await receiveRecords(emulator.client, queueUrl);
    expect(copy?.messageAttributes.binary).toMatchObject({ dataType: "Binary.png", binaryValue: "AQID" });
    expect(copy?.messageId).not.toBe("foreign");
  });

  it("has the URL of its queue looked up once, whatever is done there", async () => {
    const { receiver, queueUrl } = await setUp();
    using send = vi.spyOn(emulator.client, "send");

    await receiver.receive(recordOf(arnOf(queueUrl)));
    await receiver.failed(recordOf(arnOf(queueUrl)), retryAfter(1));

    const calls = send.mock.calls.map(([command]) => command.constructor.name);
    expect(calls).toEqual(expect.arrayContaining(["SendMessageBatchCommand", "ChangeMessageVisibilityCommand"]));
    expect(calls.filter((name) => name === "GetQueueUrlCommand")).toHaveLength(2); // the queue and its DLQ
  });

  it("is due at once in direct mode, on a FIFO queue, and where its due time is no number", async () => {
    await using worker = await startHttpServer(accept);
    const producer = createProducer({ settings: queueSettingsOf({ LETSGO_LOCAL_QUEUE_URL: worker.url }) });
    const { receiver, queueUrl } = await setUp();
    await producer.enqueue({ type: "x", payload: 1 }, { delaySeconds: 5000 });
    const [direct] = (JSON.parse(worker.requests[0]?.body ?? "") as SQSEvent).Records;
    const odd = recordOf(arnOf(queueUrl));
    if (odd.messageAttributes["letsgo.dueAt"]) odd.messageAttributes["letsgo.dueAt"].stringValue = "tomorrow";

    const received = await Promise.all(
      [direct as SQSRecord, recordOf("arn:aws:sqs:us-west-2:000000000000:x.fifo"), odd].map((record) =>
        receiver.receive(record),
      ),
    );

    expect(received.map(({ state }) => state)).toEqual(["due", "due", "due"]);
    await producer.close();
  });
});

function arnOf(queueUrl: string): string {
  return `arn:aws:sqs:us-west-2:000000000000:${queueUrl.split("/").at(-1)}`;
}

/** A record with a due time that a producer of another make has sent. */
function recordOf(eventSourceARN: string, messageAttributes: SQSRecord["messageAttributes"] = {}): SQSRecord {
  const dueAt = { dataType: "Number", stringValue: String(Date.now() + 5_000_000) };
  return {
    messageId: "foreign",
    receiptHandle: "handle",
    body: '{"type":"x","payload":1}',
    attributes: {
      SenderId: "a",
      SentTimestamp: "1",
      ApproximateReceiveCount: "1",
      ApproximateFirstReceiveTimestamp: "1",
    },
    messageAttributes: {
      "letsgo.dueAt": { ...dueAt, stringListValues: [], binaryListValues: [] },
      ...messageAttributes,
    },
    md5OfBody: "",
    eventSource: "aws:sqs",
    eventSourceARN,
    awsRegion: "us-west-2",
  };
}
