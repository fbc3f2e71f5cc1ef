import { type Mode, queueSettingsOf } from "@letsgo/config";
import { withMessageScope } from "@letsgo/logger";
import type { SQSEvent } from "aws-lambda";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { type Emulator, receiveAll, startEmulator } from "../test/emulator.ts";
import { startHeldWorker } from "../test/held-worker.ts";
import { accept, startHttpServer, type TestServer } from "../test/http-server.ts";
import { recordEvents } from "../test/record-events.ts";
import { ensureQueues } from "./admin/index.ts";
import { createProducer, InvalidMessageError, MessageTooLargeError, ProducerClosedError } from "./index.ts";

const order = { type: "order:new", payload: { orderId: "123", customerId: "456" } } as const;
const uuid = /^[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/;

let emulator: Emulator;
let worker: TestServer;
beforeAll(async () => {
  emulator = await startEmulator();
  worker = await startHttpServer(accept);
});
afterAll(async () => {
  await emulator[Symbol.asyncDispose]();
  await worker[Symbol.asyncDispose]();
});

function directSettings(environment: Record<string, string> = {}) {
  return queueSettingsOf({ LETSGO_LOCAL_QUEUE_URL: worker.url, ...environment });
}

describe("a producer in direct mode", () => {
  it("gives the message one identity and tells that it was accepted", async () => {
    using recorded = recordEvents();
    const producer = createProducer({ settings: directSettings() });

    const { messageId } = await producer.enqueue(order);

    expect(messageId).toMatch(uuid);
    const [record] = (JSON.parse(worker.requests.at(-1)?.body ?? "") as SQSEvent).Records;
    expect(record?.messageId).toBe(messageId);
    expect(record?.messageAttributes["letsgo.messageId"]?.stringValue).toBe(messageId);
    expect(recorded.events).toEqual([
      {
        name: "accepted",
        messageId,
        traceId: messageId.replaceAll("-", ""),
        type: "order:new",
        mode: "direct",
        bytes: 16 + 6 + 36 + JSON.stringify(order).length,
        body: JSON.stringify(order),
        attributes: { "letsgo.messageId": messageId },
        at: expect.any(Number),
      },
    ]);
    await producer.close();
  });

  it("says of each delay that it is not observed, and whether it is the producer's first", async () => {
    using recorded = recordEvents();
    const producer = createProducer({ settings: directSettings() });

    const first = await producer.enqueue(order, { delaySeconds: 3 });
    const second = await producer.enqueue(order, { delaySeconds: 4 });
    await producer.enqueue(order, { delaySeconds: 0 });

    const told = recorded.events.filter((event) => event.name === "delay-not-observed");
    const expected = { name: "delay-not-observed", type: "order:new" };
    expect(told).toEqual([
      { ...expected, ...first, delaySeconds: 3, first: true },
      { ...expected, ...second, delaySeconds: 4, first: false },
    ]);
    expect(recorded.events[0]).not.toHaveProperty("delaySeconds");
    await producer.close();
  });

  it("tells that the worker has refused a message", async () => {
    using recorded = recordEvents();
    await using refusing = await startHttpServer((response) => response.writeHead(400).end());
    const producer = createProducer({ settings: directSettings({ LETSGO_LOCAL_QUEUE_URL: refusing.url }) });

    await expect(producer.enqueue(order)).rejects.toMatchObject({ code: "WORKER_REFUSED" });

    const error = expect.objectContaining({ code: "WORKER_REFUSED" });
    expect(recorded.events).toEqual([
      { name: "refused", messageId: expect.stringMatching(uuid), type: "order:new", mode: "direct", error },
    ]);
    await producer.close();
  });

  it("tells which message's handler has enqueued it", async () => {
    using recorded = recordEvents();
    const producer = createProducer({ settings: directSettings() });

    await withMessageScope({ messageId: "parent" }, () => producer.enqueue(order));

    expect(recorded.events).toMatchObject([{ name: "accepted", parentMessageId: "parent" }]);
    await producer.close();
  });

  it("refuses options that would be ignored, sends nothing, and serves the rest of a list", async () => {
    const producer = createProducer({ settings: directSettings() });
    const sent = worker.requests.length;

    const misspelt = { delay: 5 } as object;
    await expect(producer.enqueue(order, misspelt)).rejects.toMatchObject({ code: "INVALID_OPTION", option: "delay" });
    expect(worker.requests).toHaveLength(sent);

    const odd = [{ ...order, options: null }, null, "hi", order] as unknown as (typeof order)[];
    const results = await producer.enqueueMany(odd);

    expect(results).toMatchObject([
      { accepted: false, error: { code: "INVALID_OPTION" } },
      { accepted: false, error: { code: "INVALID_MESSAGE" } },
      { accepted: false, error: { code: "INVALID_MESSAGE" } },
      { accepted: true },
    ]);
    await producer.close();
  });

  it("closes only after a send that has to be tried again", async () => {
    await using reloading = await startHttpServer((response, _, count) =>
      count === 1 ? response.destroy() : accept(response),
    );
    const producer = createProducer({ settings: directSettings({ LETSGO_LOCAL_QUEUE_URL: reloading.url }) });

    const sending = producer.enqueue(order);
    await producer.close();

    await expect(sending).resolves.toMatchObject({ messageId: expect.any(String) });
    expect(reloading.requests).toHaveLength(2);
  });

  it("sends an event that LetsGo's own worker takes: JSON whose records' bodies are messages", async () => {
    const handled: unknown[] = [];
    // The shape of LetsGo's server: POST / only, 201 at once, then the handler.
    await using letsgo = await startHttpServer((response, { method, path, body }) => {
      if (method !== "POST" || path !== "/") return void response.writeHead(400).end();
      const event = JSON.parse(body) as SQSEvent;
      response.writeHead(201).end();
      for (const record of event.Records) handled.push(JSON.parse(record.body));
    });
    const producer = createProducer({ settings: directSettings({ LETSGO_LOCAL_QUEUE_URL: letsgo.url }) });

    await producer.enqueue(order);

    expect(handled).toEqual([order]);
    await producer.close();
  });
});

describe("a producer in queued mode", () => {
  it("sends the identity as an attribute and tells SQS's id and the delay", async () => {
    using recorded = recordEvents();
    const settings = emulator.settings();
    const { queueUrl } = await ensureQueues(emulator.client, settings, { reconcile: false });
    const producer = createProducer({ settings, client: emulator.client });

    const { messageId } = await producer.enqueue(order);
    await producer.enqueue(order, { delaySeconds: 900 });

    const [message] = await receiveAll(emulator.client, queueUrl);
    expect(message?.MessageAttributes?.["letsgo.messageId"]).toMatchObject({
      DataType: "String",
      StringValue: messageId,
    });
    expect(recorded.events.filter((event) => event.name === "accepted")).toMatchObject([
      { messageId, sqsMessageId: message?.MessageId, mode: "queued" },
      { mode: "queued", delaySeconds: 900 },
    ]);
    expect(message?.MessageId).not.toBe(messageId);
    await producer.close();
  });

  it("leaves a client that it was given open", async () => {
    const settings = emulator.settings();

    await createProducer({ settings, client: emulator.client }).close();

    await expect(ensureQueues(emulator.client, settings, { reconcile: false })).resolves.toBeDefined();
  });
});

describe.each(["direct", "queued"])("a producer in %s mode", (mode) => {
  const create = (environment: Record<string, string> = {}) =>
    createProducer({
      settings: mode === "direct" ? directSettings(environment) : emulator.settings(environment),
    });

  it("refuses an invalid message before anything is sent", async () => {
    const sent = worker.requests.length;
    const producer = create();
    // biome-ignore lint/suspicious/noExplicitAny: a caller without types
    const enqueue = (message: any, options?: any) => producer.enqueue(message, options);

    await expect(enqueue({ type: "x", payload: undefined })).rejects.toBeInstanceOf(InvalidMessageError);
    await expect(enqueue({ type: "order:new", payload: {} })).rejects.toMatchObject({
      code: "INVALID_MESSAGE",
      retryable: false,
      issues: [{ field: "payload.orderId" }, { field: "payload.customerId" }],
    });
    await expect(enqueue({ type: "x", payload: 1 }, { delaySeconds: "3" })).rejects.toMatchObject({ value: "3" });
    expect(worker.requests).toHaveLength(sent);
    await producer.close();
  });

  it("warns of a type that the catalogue does not know, once", async () => {
    using recorded = recordEvents();
    const producer = create();

    for (const type of ["a", "b", "a", "order:new"]) await producer.enqueue({ type, payload: order.payload });

    expect(recorded.events.filter((event) => event.name === "unknown-type")).toEqual([
      { name: "unknown-type", type: "a" },
      { name: "unknown-type", type: "b" },
    ]);
    await producer.close();
  });

  it.each([2000, 1_048_576])(
    "takes %i bytes and refuses one more, with limit, total and share (D27)",
    async (limitBytes) => {
      const producer = create({ LETSGO_WORKER_MAX_MESSAGE_SIZE: String(limitBytes) });
      const attributeBytes = 16 + 6 + 36 + "tenant".length + "String".length + 2;
      const bodyBytes = limitBytes - attributeBytes;
      const payload = "é".repeat(400) + "x".repeat(bodyBytes - 800 - '{"type":"x","payload":""}'.length);
      const options = { attributes: { tenant: "ü" } };

      await expect(producer.enqueue({ type: "x", payload }, options)).resolves.toBeDefined();
      const refused = producer.enqueue({ type: "x", payload: `${payload}x` }, options);

      await expect(refused).rejects.toBeInstanceOf(MessageTooLargeError);
      await expect(refused).rejects.toMatchObject({
        limitBytes,
        totalBytes: limitBytes + 1,
        bodyBytes: bodyBytes + 1,
        messageId: expect.stringMatching(uuid),
      });
      await producer.close();
    },
  );

  it("has a limit of 1,048,576 bytes where nobody set one", async () => {
    const producer = create();

    await expect(producer.enqueue({ type: "x", payload: "x".repeat(1_048_576) })).rejects.toMatchObject({
      limitBytes: 1_048_576,
    });
    await producer.close();
  });

  it("lets what is under way end, then refuses", async () => {
    const producer = create();

    const sending = producer.enqueue(order);
    await producer.close();

    await expect(sending).resolves.toMatchObject({ messageId: expect.any(String) });
    await expect(producer.enqueue(order)).rejects.toBeInstanceOf(ProducerClosedError);
    await producer.close();
  });
});

describe("a producer whose mode changes", () => {
  it("sends each message in the mode of its moment; what is under way ends as it began", async () => {
    using recorded = recordEvents();
    await using held = await startHeldWorker();
    const settings = emulator.settings({ LETSGO_LOCAL_QUEUE_URL: held.url });
    const { queueUrl } = await ensureQueues(emulator.client, settings, { reconcile: false });
    let mode: Mode = "direct";
    const producer = createProducer({ settings, mode: () => mode, client: emulator.client });

    const directly = Array.from({ length: 30 }, () => producer.enqueue(order));
    mode = "queued";
    const queued = await producer.enqueue(order);
    held.release();
    const sent = await Promise.all(directly);

    const modes = recorded.events.flatMap((event) =>
      event.name === "accepted" ? [[event.messageId, event.mode]] : [],
    );
    expect(Object.fromEntries(modes)).toEqual({
      ...Object.fromEntries(sent.map(({ messageId }) => [messageId, "direct"])),
      [queued.messageId]: "queued",
    });
    expect(held.posts().flat()).toHaveLength(30);
    const [message] = await receiveAll(emulator.client, queueUrl);
    expect(message?.MessageAttributes?.["letsgo.messageId"]?.StringValue).toBe(queued.messageId);
    await producer.close();
  });
});
