import {
  DeleteBucketCommand,
  DeleteObjectCommand,
  GetBucketLifecycleConfigurationCommand,
  HeadObjectCommand,
} from "@aws-sdk/client-s3";
import { type QueueSettings, queueSettingsOf } from "@letsgo/config";
import type { SQSEvent, SQSRecord } from "aws-lambda";
import { afterAll, afterEach, beforeAll, describe, expect, it, vi } from "vitest";
import { type Emulator, startEmulator } from "../../test/emulator.ts";
import { accept, freePort, startHttpServer } from "../../test/http-server.ts";
import { objectText } from "../../test/payloads.ts";
import { deleteRecord, receiveRecords } from "../../test/receive-records.ts";
import { recordEvents } from "../../test/record-events.ts";
import { startS3 } from "../../test/s3.ts";
import { ensureQueues } from "../admin/index.ts";
import { createProducer, MessageTooLargeError, PayloadStoreError } from "../index.ts";
import { createReceiver, identityOf, NoPayloadBucketError, PayloadMissingError } from "../receive/index.ts";
import { createPayloadStore } from "./payload-store.ts";
import { createS3Client } from "./s3-client.ts";

let emulator: Emulator;
let s3Emulator: Awaited<ReturnType<typeof startS3>>;
beforeAll(async () => {
  [emulator, s3Emulator] = await Promise.all([startEmulator({ clock: "manual" }), startS3()]);
});
afterAll(() => Promise.all([emulator, s3Emulator].map((each) => each[Symbol.asyncDispose]())));
afterEach(() => void vi.useRealTimers());

let buckets = 0;
const payload = {
  nested: { a: "b", payload: null },
  orderId: "1",
  customerId: "2",
  text: 'é👋\uFFFF","payload":'.repeat(2000),
};
const message = { type: "order:new", payload } as const;

function settingsWith(environment: Record<string, string> = {}): QueueSettings {
  return emulator.settings({
    LETSGO_WORKER_MAX_MESSAGE_SIZE: "2000",
    LETSGO_PAYLOAD_BUCKET: `payloads-${++buckets}`,
    AWS_ENDPOINT_URL_S3: s3Emulator.endpoint,
    ...environment,
  });
}

async function setUp(environment?: Record<string, string>) {
  const settings = settingsWith(environment);
  const bucket = settings.payloadBucket ?? "";
  const { queueUrl } = await ensureQueues(emulator.client, settings, { reconcile: false });
  const s3 = createS3Client(settings);
  const producer = createProducer({ settings, client: emulator.client });
  const receiver = createReceiver({ settings, client: emulator.client });
  const receiveOne = async () => {
    const [record] = await receiveRecords(emulator.client, queueUrl);
    if (!record) throw new Error("Expected a message to be visible, got none");
    return record;
  };
  return { settings, bucket, queueUrl, s3, producer, receiver, receiveOne };
}

describe("a payload that is too large for the queue", () => {
  it("travels by S3: the body has null, the attribute the key, the object the payload's JSON", async () => {
    using recorded = recordEvents();
    const { producer, receiver, receiveOne, s3, bucket } = await setUp();

    const { messageId } = await producer.enqueue(message, { attributes: { tenant: "t" } });
    const record = await receiveOne();

    expect(record.body).toBe('{"type":"order:new","payload":null}');
    const key = record.messageAttributes["letsgo.payloadKey"]?.stringValue ?? "";
    expect(JSON.parse((await objectText(s3, bucket, key)) ?? "")).toEqual(payload);
    expect(await receiver.receive(record)).toMatchObject({ state: "due", opened: { messageId, message } });
    expect(record.messageAttributes.tenant?.stringValue).toBe("t");
    expect(recorded.events.find(({ name }) => name === "accepted")).toMatchObject({ messageId, body: record.body });
  });

  it("is replaced by an empty marker after success, by which a duplicate is known; each step is told", async () => {
    using recorded = recordEvents();
    const { producer, receiver, receiveOne, s3, bucket } = await setUp();
    await producer.enqueue(message);
    const record = await receiveOne();
    await receiver.receive(record);

    await receiver.succeeded(record);

    expect(await objectText(s3, bucket, keyOf(record))).toBe("");
    expect(await receiver.receive(record)).toEqual({ state: "duplicate" });
    const told = { messageId: identityOf(record), key: keyOf(record) };
    const events = recorded.events.filter(({ name }) => name.startsWith("payload-"));
    expect(events).toMatchObject([
      { name: "payload-stored", ...told },
      { name: "payload-fetched", ...told },
      { name: "payload-deleted", ...told },
    ]);
    for (const event of events) if ("payloadJson" in event) expect(JSON.parse(event.payloadJson)).toEqual(payload);
  });

  it("stays while its message may still be delivered again", async () => {
    const { producer, receiver, receiveOne } = await setUp();
    await producer.enqueue(message);
    const record = await receiveOne();

    await receiver.receive(record);

    expect(await receiver.receive(record)).toMatchObject({ state: "due", opened: { message } });
  });

  it("is a failure with a name where the object is gone, or the worker has no bucket, or S3 no answer", async () => {
    const { producer, receiver, receiveOne, s3, bucket, settings } = await setUp();
    const { messageId } = await producer.enqueue(message);
    const record = await receiveOne();
    const without = createReceiver({ settings: { ...settings, payloadBucket: undefined } });
    const dead = createReceiver({ settings: { ...settings, s3Endpoint: `http://127.0.0.1:${await freePort()}` } });

    await expect(without.receive(record)).rejects.toBeInstanceOf(NoPayloadBucketError);
    await expect(dead.receive(record)).rejects.toMatchObject({ code: "PAYLOAD_STORE", retryable: true });
    await s3.send(new DeleteObjectCommand({ Bucket: bucket, Key: keyOf(record) }));
    const missing = receiver.receive(record);

    await expect(missing).rejects.toBeInstanceOf(PayloadMissingError);
    await expect(missing).rejects.toMatchObject({ key: keyOf(record), messageId });
  });

  it("is told of where its message was handled but the marker cannot be put, and is no failure", async () => {
    using recorded = recordEvents();
    const { producer, receiveOne, settings } = await setUp();
    await producer.enqueue(message);
    const dead = createReceiver({ settings: { ...settings, s3Endpoint: `http://127.0.0.1:${await freePort()}` } });

    await dead.succeeded(await receiveOne());

    expect(recorded.events.at(-1)).toMatchObject({ name: "payload-not-marked", error: expect.any(PayloadStoreError) });
  });

  it("is removed again where its message was refused", async () => {
    using recorded = recordEvents();
    await using sqs = await startHttpServer((response) =>
      response.writeHead(403, { "content-type": "application/x-amz-json-1.0" }).end('{"__type":"AccessDenied"}'),
    );
    const { s3, bucket, settings } = await setUp();
    const to = (url: string) =>
      createProducer({ settings: { ...settings, endpoint: url, queueUrl: `${url}/000000000000/x` } });
    const [refused, unreachable] = [to(sqs.url), to(`http://127.0.0.1:${await freePort()}`)];

    for (const producer of [refused, unreachable]) {
      const error = await producer.enqueue(message).catch((caught: { messageId: string }) => caught);
      expect(error).toMatchObject({ messageId: expect.any(String) });
      expect(await objectText(s3, bucket, `${error.messageId}.json`)).toBeUndefined();
    }
    const told = ["payload-stored", "payload-deleted", "refused"];
    const names = recorded.events.map(({ name }) => name).filter((name) => name !== "queue-created");
    expect(names).toEqual([...told, ...told]);
  });

  it("stays where its message may have been taken though no answer came", async () => {
    await using worker = await startHttpServer((response) => response.destroy());
    const { s3, bucket, settings } = await setUp();
    const producer = createProducer({ settings: { ...settings, mode: "direct", localQueueUrl: worker.url } });

    const error = await producer.enqueue(message).catch((caught: { messageId: string }) => caught);

    expect(error).toMatchObject({ code: "WORKER_UNREACHABLE" });
    expect(await objectText(s3, bucket, `${error.messageId}.json`)).toBeDefined();
  });

  it("travels by S3 in direct mode as well, and stays where its handler failed", async () => {
    await using worker = await startHttpServer(accept);
    const { settings } = await setUp();
    const direct = { ...settings, mode: "direct", localQueueUrl: worker.url } as const;
    const producer = createProducer({ settings: direct });
    const receiver = createReceiver({ settings: direct });

    await producer.enqueue(message);
    const [record] = (JSON.parse(worker.requests[0]?.body ?? "") as SQSEvent).Records;

    expect(record?.body).toBe('{"type":"order:new","payload":null}');
    expect(await receiver.receive(record as SQSRecord)).toMatchObject({ state: "due", opened: { message } });
    await receiver.close();
    await producer.close();
  });

  it("is refused where there is no bucket, or where the rest alone is too large", async () => {
    const { settings, producer } = await setUp();
    const without = createProducer({ settings: { ...settings, payloadBucket: undefined }, client: emulator.client });

    await expect(without.enqueue(message)).rejects.toBeInstanceOf(MessageTooLargeError);
    const attributes = { note: "x".repeat(2000) };
    const large = producer.enqueue({ type: "x", payload: 1 }, { attributes });
    await expect(large).rejects.toMatchObject({ limitBytes: 2000 });
  });

  it("is checked against the catalogue like any other", async () => {
    const { producer } = await setUp();

    const refused = producer.enqueue({ type: "order:new", payload: { text: "x".repeat(5000) } as never });

    await expect(refused).rejects.toMatchObject({ code: "INVALID_MESSAGE" });
  });
});

describe("the payload bucket", () => {
  it("is created on an emulator, with a rule that removes objects after 60 days", async () => {
    const { producer, s3, bucket } = await setUp();

    await producer.enqueue(message);

    const { Rules } = await s3.send(new GetBucketLifecycleConfigurationCommand({ Bucket: bucket }));
    expect(Rules).toMatchObject([{ Status: "Enabled", Expiration: { Days: 60 } }]);
  });

  it("is made again after the emulator has lost it", async () => {
    const { producer, receiveOne, s3, bucket } = await setUp();
    await producer.enqueue(message);
    await s3.send(new DeleteObjectCommand({ Bucket: bucket, Key: keyOf(await receiveOne()) }));
    await s3.send(new DeleteBucketCommand({ Bucket: bucket }));

    await producer.enqueue(message);

    expect(await objectText(s3, bucket, keyOf(await receiveOne()))).toBeDefined();
  });

  it("is never created where S3 is AWS", async () => {
    const { settings, s3 } = await setUp();
    const store = createPayloadStore({ ...settings, s3Emulator: false }, s3);

    const refused = store.put("key", "{}");

    await expect(refused).rejects.toBeInstanceOf(PayloadStoreError);
    await expect(refused).rejects.toMatchObject({ reason: "NoSuchBucket", retryable: true });
  });

  it("keeps a payload whose message hops: an object older than 7 days starts anew, a younger one does not", async () => {
    const sentAt = emulator.now();
    vi.useFakeTimers({ toFake: ["Date"], now: sentAt });
    const passDays = (days: number) => {
      emulator.advance(days * 24 * 60 * 60);
      vi.setSystemTime(emulator.now());
    };
    const retention = { LETSGO_WORKER_MESSAGE_RETENTION_PERIOD: "1209600" };
    const { producer, receiver, receiveOne, queueUrl, s3, bucket } = await setUp(retention);
    await producer.enqueue(message, { delaySeconds: 30 * 24 * 60 * 60 });
    const modifiedAfterHop = async () => {
      const record = await receiveOne();
      expect(await receiver.receive(record)).toEqual({ state: "hopped" });
      await deleteRecord(emulator.client, queueUrl, record);
      const { LastModified } = await s3.send(new HeadObjectCommand({ Bucket: bucket, Key: keyOf(record) }));
      return LastModified?.getTime();
    };

    passDays(3);
    expect(await modifiedAfterHop()).toBe(Math.floor(sentAt / 1000) * 1000);
    passDays(5);
    expect(await modifiedAfterHop()).toBe(Math.floor(Date.now() / 1000) * 1000);
    passDays(11);
    await modifiedAfterHop();
    passDays(11);
    expect(await receiver.receive(await receiveOne())).toMatchObject({ state: "due", opened: { message } });
  });
});

describe("the payload bucket's settings", () => {
  it("are S3's own endpoint, else the one of all services, else the emulator's", () => {
    const sqs = { AWS_ENDPOINT_URL_SQS: "http://localhost:1" };

    expect(queueSettingsOf(sqs)).toMatchObject({ s3Endpoint: "http://localhost:1", s3Emulator: true });
    expect(queueSettingsOf({ ...sqs, AWS_ENDPOINT_URL_S3: "https://s3.example.com" })).toMatchObject({
      s3Endpoint: "https://s3.example.com",
      s3Emulator: false,
    });
    expect(queueSettingsOf({ AWS_ENDPOINT_URL_SQS: "https://sqs.example.com" }).s3Endpoint).toBeUndefined();
  });
});

function keyOf(record: SQSRecord): string {
  return record.messageAttributes["letsgo.payloadKey"]?.stringValue ?? "";
}
