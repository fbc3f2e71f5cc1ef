import { queueSettingsOf } from "@letsgo/config";
import { afterAll, beforeAll, describe, expect, it, vi } from "vitest";
import { type Emulator, receiveAll, startEmulator } from "../../test/emulator.ts";
import { startHeldWorker } from "../../test/held-worker.ts";
import { payloadOf, startSqsStub } from "../../test/sqs-stub.ts";
import { ensureQueues } from "../admin/index.ts";
import { createProducer, type Producer } from "../index.ts";

let emulator: Emulator;
beforeAll(async () => {
  emulator = await startEmulator();
});
afterAll(() => emulator[Symbol.asyncDispose]());

const send = (producer: Producer, groupId: string, payload: unknown) =>
  producer.enqueue({ type: "x", payload }, { groupId });
const isLarge = (payload: unknown) => typeof payload === "string" && payload.length > 2000;

describe("a producer of a FIFO queue", () => {
  it("sends group and deduplication id, and no delay even where the caller says 0 (D3, D31)", async () => {
    await using sqs = await startSqsStub(() => undefined);
    const producer = createProducer({ settings: sqs.settings("orders.fifo") });

    const { messageId } = await producer.enqueue({ type: "x", payload: 1 }, { groupId: "g", delaySeconds: 0 });

    expect(sqs.batches()[0]).toMatchObject([{ MessageGroupId: "g", MessageDeduplicationId: messageId }]);
    expect(sqs.batches()[0]?.[0]).not.toHaveProperty("DelaySeconds");
    await producer.close();
  });

  it("keeps each group's order through shared calls, groups side by side", async () => {
    await using sqs = await startSqsStub(() => undefined);
    const producer = createProducer({ settings: sqs.settings("orders.fifo") });

    const sending = [0, 1, 2, 3].flatMap((step) => ["a", "b", "c"].map((group) => send(producer, group, group + step)));
    await Promise.all(sending);

    // One of each group a call: SQS may take the second of two entries and fail the first.
    expect(sqs.batches().map((batch) => batch.map(payloadOf))).toEqual(
      [0, 1, 2, 3].map((step) => [`a${step}`, `b${step}`, `c${step}`]),
    );
    await producer.close();
  });

  it("sends no message before the failed one before it in its group has gone again", async () => {
    await using sqs = await startSqsStub((entry, call) =>
      payloadOf(entry) === "a0" && call < 4 ? { Code: "InternalError", SenderFault: false } : undefined,
    );
    const producer = createProducer({ settings: sqs.settings("orders.fifo") });

    await Promise.all([send(producer, "a", "a0"), send(producer, "a", "a1"), send(producer, "b", "b0")]);

    const sent = sqs.batches().flat().map(payloadOf);
    expect(sent.filter((payload) => payload !== "b0")).toEqual(["a0", "a0", "a0", "a0", "a1"]);
    expect(sent.indexOf("b0")).toBeLessThan(2);
    await producer.close();
  });

  it("goes on with the group after a message that was refused for good", async () => {
    await using sqs = await startSqsStub((entry) =>
      payloadOf(entry) === "a0" ? { Code: "InvalidMessageContents", SenderFault: true } : undefined,
    );
    const producer = createProducer({ settings: sqs.settings("orders.fifo") });

    const [first, second] = await Promise.allSettled([send(producer, "a", "a0"), send(producer, "a", "a1")]);

    expect([first?.status, second?.status]).toEqual(["rejected", "fulfilled"]);
    await producer.close();
  });

  it("keeps the order though a large message has to ask for the queue's limit first", async () => {
    const settings = emulator.settings({ LETSGO_QUEUE_NAME: "limits.fifo" });
    const { queueUrl } = await ensureQueues(emulator.client, settings, { reconcile: false });
    const producer = createProducer({ settings, client: emulator.client });

    await Promise.all([send(producer, "a", "x".repeat(3000)), send(producer, "a", "small")]);

    const received = await receiveAll(emulator.client, queueUrl);
    expect(received.map(({ Body = "" }) => isLarge(payloadOf({ MessageBody: Body })))).toEqual([true, false]);
    await producer.close();
  });

  it("keeps the order in direct mode, with the attributes that SQS adds (C30)", async () => {
    await using worker = await startHeldWorker();
    const producer = createProducer({
      settings: queueSettingsOf({ LETSGO_LOCAL_QUEUE_URL: worker.url, LETSGO_QUEUE_NAME: "orders.fifo" }),
    });

    const sending = Promise.all([send(producer, "a", "a0"), send(producer, "a", "a1"), send(producer, "b", "b0")]);
    await vi.waitFor(() => expect(worker.posts()).toHaveLength(1));
    const waiting = worker.posts().flat();
    worker.release();
    const [first] = await sending;

    expect(waiting.map(({ body }) => JSON.parse(body).payload)).toEqual(["a0", "b0"]);
    const records = worker.posts().flat();
    expect(records[0]?.attributes).toMatchObject({
      MessageGroupId: "a",
      MessageDeduplicationId: first.messageId,
      SequenceNumber: expect.stringMatching(/^\d{20}$/),
    });
    const numbers = records.map(({ attributes }) => attributes.SequenceNumber ?? "");
    expect(numbers).toEqual(numbers.toSorted());
    await producer.close();
  });
});

describe("a producer of a standard queue", () => {
  it("takes a group, which orders nothing (D33)", async () => {
    await using sqs = await startSqsStub(() => undefined);
    const producer = createProducer({ settings: sqs.settings("orders") });

    await Promise.all([send(producer, "a", 1), send(producer, "a", 2)]);

    expect(sqs.batches()).toMatchObject([[{ MessageGroupId: "a" }, { MessageGroupId: "a" }]]);
    expect(sqs.batches()[0]?.[0]).not.toHaveProperty("MessageDeduplicationId");
    await producer.close();
  });
});
