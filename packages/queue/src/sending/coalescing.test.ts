import { queueSettingsOf } from "@letsgo/config";
import { afterEach, describe, expect, it, vi } from "vitest";
import { startHeldWorker } from "../../test/held-worker.ts";
import { freePort } from "../../test/http-server.ts";
import { payloadOf, startSqsStub } from "../../test/sqs-stub.ts";
import { createProducer, type Producer, QueueFullError, QueueRefusedError, WorkerUnreachableError } from "../index.ts";

const producers: Producer[] = [];
afterEach(() => Promise.all(producers.splice(0).map((producer) => producer.close())));

function directTo(url: string): Producer {
  return open(createProducer({ settings: queueSettingsOf({ LETSGO_LOCAL_QUEUE_URL: url }) }));
}

function open(producer: Producer): Producer {
  producers.push(producer);
  return producer;
}

const payloads = (count: number, from = 0) => Array.from({ length: count }, (_, index) => index + from);
const enqueueAll = (producer: Producer, some: readonly unknown[]) =>
  Promise.all(some.map((payload) => producer.enqueue({ type: "x", payload })));
const sizes = (batches: readonly (readonly unknown[])[]) => batches.map((batch) => batch.length);

describe("messages that are enqueued at once", () => {
  it("share POSTs of at most 10 records, in order, each with its own identity", async () => {
    await using worker = await startHeldWorker();
    worker.release();

    const results = await enqueueAll(directTo(worker.url), payloads(25));

    expect(sizes(worker.posts())).toEqual([10, 10, 5]);
    const records = worker.posts().flat();
    expect(records.map(({ body }) => JSON.parse(body).payload)).toEqual(payloads(25));
    expect(records.map((record) => record.messageId)).toEqual(results.map(({ messageId }) => messageId));
  });

  it("share calls of SendMessageBatch of at most 10 entries (D25)", async () => {
    await using sqs = await startSqsStub(() => undefined);

    await enqueueAll(open(createProducer({ settings: sqs.settings() })), payloads(21));

    expect(sizes(sqs.batches()).toSorted()).toEqual([1, 10, 10]);
    expect(
      sqs
        .batches()
        .flat()
        .map(payloadOf)
        .toSorted((a, b) => Number(a) - Number(b)),
    ).toEqual(payloads(21));
  });

  it("share a call up to 1,048,576 bytes of bodies and attributes together", async () => {
    await using sqs = await startSqsStub(() => undefined);
    const overhead = '{"type":"x","payload":""}'.length + 16 + 6 + 36;
    const producer = open(createProducer({ settings: sqs.settings() }));

    const half = "a".repeat(524_288 - overhead);

    await enqueueAll(producer, [half, half]);
    await enqueueAll(producer, [half, `${half}a`]);

    expect(sizes(sqs.batches())).toEqual([2, 1, 1]);
  });

  it("leave at once while little is in flight, and else share what leaves next", async () => {
    await using worker = await startHeldWorker();
    const producer = directTo(worker.url);
    const sending: Promise<unknown>[] = [];
    const enqueueOne = async (payload: number, posts: number) => {
      sending.push(producer.enqueue({ type: "x", payload }));
      await vi.waitFor(() => expect(worker.posts()).toHaveLength(posts));
    };

    await enqueueOne(1, 1);
    await enqueueOne(2, 2);
    sending.push(enqueueAll(producer, payloads(15, 3)));
    await enqueueOne(18, 3);
    expect(sizes(worker.posts())).toEqual([1, 1, 10]);

    worker.release();
    await Promise.all(sending);
    expect(sizes(worker.posts())).toEqual([1, 1, 10, 6]);
  });
});

describe("a batch that fails in part", () => {
  it("rejects the sender's fault with its code and takes the others", async () => {
    await using sqs = await startSqsStub((entry) =>
      payloadOf(entry) === 2 ? { Code: "InvalidMessageContents", SenderFault: true } : undefined,
    );
    const producer = open(createProducer({ settings: sqs.settings() }));

    const [first, second, third] = await Promise.allSettled(
      [1, 2, 3].map((payload) => producer.enqueue({ type: "x", payload })),
    );

    expect([first?.status, third?.status]).toEqual(["fulfilled", "fulfilled"]);
    expect(second).toMatchObject({ reason: { reason: "InvalidMessageContents", retryable: false } });
    expect(sizes(sqs.batches())).toEqual([3]);
  });

  it("sends again, with its identity, what SQS failed through no fault of the sender", async () => {
    await using sqs = await startSqsStub((entry, call) =>
      payloadOf(entry) === 2 && call < 3 ? { Code: "InternalError", SenderFault: false } : undefined,
    );
    const producer = open(createProducer({ settings: sqs.settings() }));

    const results = await enqueueAll(producer, [1, 2, 3]);

    expect(sqs.batches().map((batch) => batch.map(payloadOf))).toEqual([[1, 2, 3], [2], [2]]);
    const identities = sqs.batches().map((batch) => batch.at(batch.length === 3 ? 1 : 0)?.MessageAttributes);
    expect(identities.map((attributes) => attributes?.["letsgo.messageId"]?.StringValue)).toEqual(
      Array(3).fill(results[1]?.messageId),
    );
  });

  it("gives up after five tries, and says that the call may be made again", async () => {
    await using sqs = await startSqsStub(() => ({ Code: "ServiceUnavailable", SenderFault: false }));
    const producer = open(createProducer({ settings: sqs.settings() }));

    const refused = producer.enqueue({ type: "x", payload: 1 });

    await expect(refused).rejects.toBeInstanceOf(QueueRefusedError);
    await expect(refused).rejects.toMatchObject({ reason: "ServiceUnavailable", retryable: true });
    expect(sqs.batches()).toHaveLength(5);
  });
});

describe("a producer that cannot send", () => {
  it("refuses at once what is beyond 10,000 messages, while enqueueMany waits for room", async () => {
    await using worker = await startHeldWorker();
    const producer = directTo(worker.url);
    const sending = enqueueAll(producer, payloads(10_000));
    await vi.waitFor(() => expect(worker.posts()).toHaveLength(8));

    const refused = producer.enqueue({ type: "x", payload: 1 });
    await expect(refused).rejects.toBeInstanceOf(QueueFullError);
    await expect(refused).rejects.toMatchObject({ code: "QUEUE_FULL", retryable: true, unsentMessages: 10_000 });

    const many = producer.enqueueMany(payloads(30).map((payload) => ({ type: "x", payload })));
    worker.release();
    expect((await many).map(({ accepted }) => accepted)).toEqual(Array(30).fill(true));
    await sending;
  });

  it("refuses at once what is beyond 64 MiB", async () => {
    await using worker = await startHeldWorker();
    const producer = directTo(worker.url);
    const payload = "x".repeat(1_048_576 - '{"type":"x","payload":""}'.length - 16 - 6 - 36);
    const sending = enqueueAll(producer, Array(64).fill(payload));

    await expect(producer.enqueue({ type: "x", payload: "" })).rejects.toMatchObject({ unsentBytes: 64 * 1_048_576 });

    worker.release();
    await sending;
  });

  it("lets those who wait behind an outage wait no longer than those before them", async () => {
    const producer = directTo(`http://127.0.0.1:${await freePort()}`);

    const outcomes = await Promise.allSettled(payloads(400).map((payload) => producer.enqueue({ type: "x", payload })));

    // Each in turn for 3 s would take 15 s, which this test does not have.
    for (const outcome of outcomes) expect(outcome).toMatchObject({ reason: expect.any(WorkerUnreachableError) });
  });

  it("closes only once everything that it has taken is sent", async () => {
    await using worker = await startHeldWorker();
    const producer = directTo(worker.url);
    const sending = enqueueAll(producer, payloads(200));

    const closing = producer.close();
    worker.release();
    await closing;

    expect(worker.posts().flat()).toHaveLength(200);
    await sending;
  });

  it("closes only once enqueueMany has sent what it was given, waiting for room as well", async () => {
    await using worker = await startHeldWorker();
    const producer = directTo(worker.url);
    const sending = enqueueAll(producer, payloads(9_990));
    const many = producer.enqueueMany(payloads(30).map((payload) => ({ type: "x", payload })));

    const closing = producer.close();
    worker.release();
    await closing;

    expect(worker.posts().flat()).toHaveLength(10_020);
    expect(await sending).toHaveLength(9_990);
    expect((await many).every(({ accepted }) => accepted)).toBe(true);
  });
});

describe("enqueueMany", () => {
  it("gives one result per message, in order, failures included", async () => {
    await using worker = await startHeldWorker();
    worker.release();

    const results = await directTo(worker.url).enqueueMany([
      { type: "order:new", payload: { orderId: "1", customerId: "2" } },
      { type: "x", payload: 1n },
      { type: "x", payload: 1, options: { delaySeconds: -1 } },
      { type: "x", payload: "last", options: { attributes: { tenant: "a" } } },
    ]);

    expect(results).toMatchObject([
      { accepted: true, messageId: expect.any(String) },
      { accepted: false, error: { code: "INVALID_MESSAGE" } },
      { accepted: false, error: { code: "INVALID_DELAY" } },
      { accepted: true },
    ]);
    expect(sizes(worker.posts())).toEqual([2]);
    expect(worker.posts()[0]?.[1]?.messageAttributes).toMatchObject({ tenant: { stringValue: "a" } });
  });

  it("gives nothing for nothing", async () => {
    await using worker = await startHeldWorker();

    expect(await directTo(worker.url).enqueueMany([])).toEqual([]);
  });
});
