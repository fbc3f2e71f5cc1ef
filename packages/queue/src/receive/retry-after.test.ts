import { queueSettingsOf } from "@letsgo/config";
import type { SQSEvent, SQSRecord } from "aws-lambda";
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it, vi } from "vitest";
import { type Emulator, startEmulator } from "../../test/emulator.ts";
import { accept, startHttpServer } from "../../test/http-server.ts";
import { receiveRecords } from "../../test/receive-records.ts";
import { recordEvents } from "../../test/record-events.ts";
import { ensureQueues } from "../admin/index.ts";
import { createProducer, RetryAfterError, retryAfter } from "../index.ts";
import { createReceiver } from "./index.ts";

let emulator: Emulator;
beforeAll(async () => {
  emulator = await startEmulator({ clock: "manual" });
});
afterAll(() => emulator[Symbol.asyncDispose]());

// Our clock and the emulator's, by which timeouts pass, are one.
beforeEach(() => void vi.useFakeTimers({ toFake: ["Date"], now: emulator.now() }));
afterEach(() => void vi.useRealTimers());
function passSeconds(seconds: number): void {
  emulator.advance(seconds);
  vi.setSystemTime(emulator.now());
}

async function receiveOne() {
  const settings = emulator.settings();
  const { queueUrl } = await ensureQueues(emulator.client, settings, { reconcile: false });
  const producer = createProducer({ settings, client: emulator.client });
  await producer.enqueue({ type: "x", payload: 1 });
  const receive = () => receiveRecords(emulator.client, queueUrl);
  const [record] = (await receive()) as [SQSRecord];
  return { record, receive, settings, receiver: createReceiver({ settings, client: emulator.client }) };
}

describe("retryAfter", () => {
  it("is thrown with its cause", () => {
    const cause = new Error("busy");

    expect(retryAfter(0)).toBeInstanceOf(RetryAfterError);
    expect(retryAfter(43_200, { cause })).toMatchObject({ code: "RETRY_AFTER", seconds: 43_200, cause });
  });

  it.each([-1, 0.5, 43_201, Number.NaN, "3"])("refuses %s (D5)", (seconds) => {
    expect(() => retryAfter(seconds as number)).toThrow(RangeError);
  });

  it("makes the message visible again after its seconds, sooner or later than the timeout would (D6)", async () => {
    using recorded = recordEvents();
    for (const seconds of [3, 60]) {
      const { record, receive, receiver } = await receiveOne();

      await receiver.failed(record, retryAfter(seconds));

      const visibleAt = Date.now() + seconds * 1000;
      expect(recorded.events.at(-1)).toEqual({ name: "visibility-changed", record, visibleAt });
      passSeconds(seconds - 1);
      expect(await receive()).toEqual([]);
      passSeconds(1);
      expect((await receive())[0]?.attributes.ApproximateReceiveCount).toBe("2");
    }
  });

  it("leaves the visibility of any other failure alone, whatever was thrown", async () => {
    const { record, receive, receiver } = await receiveOne();

    for (const thrown of [new Error("no"), undefined, null, "text", { code: "RETRY_AFTER" }]) {
      await receiver.failed(record, thrown);
    }

    passSeconds(9);
    expect(await receive()).toEqual([]);
    passSeconds(1);
    expect(await receive()).toHaveLength(1);
  });

  it("is cut at 12 hours since the first delivery (D7)", async () => {
    await using sqs = await startHttpServer((response) => response.writeHead(200).end("{}"));
    const { record, settings } = await receiveOne();
    const queueUrl = `${sqs.url}/000000000000/${settings.queueName}`;
    const receiver = createReceiver({ settings: { ...settings, endpoint: sqs.url, queueUrl } });

    passSeconds(3600);
    await receiver.failed(record, retryAfter(43_200));
    passSeconds(43_200);
    await receiver.failed(record, retryAfter(43_200));

    expect(sqs.requests.map(({ body }) => JSON.parse(body).VisibilityTimeout)).toEqual([39_600, 0]);
    await receiver.close();
  });

  it("says once that the role may not change the visibility, and throws nothing", async () => {
    using recorded = recordEvents();
    await using sqs = await startHttpServer((response) =>
      response.writeHead(403, { "content-type": "application/x-amz-json-1.0" }).end('{"__type":"AccessDenied"}'),
    );
    const { record, settings } = await receiveOne();
    const queueUrl = `${sqs.url}/000000000000/${settings.queueName}`;
    const receiver = createReceiver({ settings: { ...settings, endpoint: sqs.url, queueUrl } });

    await receiver.failed(record, retryAfter(1));
    await receiver.failed(record, retryAfter(1));

    expect(recorded.events.filter(({ name }) => name === "retry-after-failed")).toMatchObject([{ denied: true }]);
    await receiver.close();
  });

  it("says each time why else it could not be fulfilled (D8)", async () => {
    using recorded = recordEvents();
    const { record, receiver } = await receiveOne();
    const bogus = { ...record, receiptHandle: "bogus" };

    await receiver.failed(bogus, retryAfter(1));
    await receiver.failed(bogus, retryAfter(1));

    expect(recorded.events.filter(({ name }) => name === "retry-after-failed")).toMatchObject([
      { denied: false, seconds: 1, error: expect.any(Error) },
      { denied: false },
    ]);
  });

  it("is said not to be observed in direct mode", async () => {
    using recorded = recordEvents();
    await using worker = await startHttpServer(accept);
    const settings = queueSettingsOf({ LETSGO_LOCAL_QUEUE_URL: worker.url });
    const producer = createProducer({ settings });
    const { messageId } = await producer.enqueue({ type: "x", payload: 1 });
    const [record] = (JSON.parse(worker.requests[0]?.body ?? "") as SQSEvent).Records;

    await createReceiver({ settings }).failed(record as SQSRecord, retryAfter(7));

    expect(recorded.events.at(-1)).toEqual({ name: "retry-after-not-observed", messageId, seconds: 7 });
    await producer.close();
  });

  it("is not observed for what LetsGo's own client has posted, either", async () => {
    using recorded = recordEvents();
    const { record, receiver } = await receiveOne();
    const posted = { ...record, attributes: { ...record.attributes, SenderId: "letsgo:local:ada" } };

    await receiver.failed(posted, retryAfter(7));

    expect(recorded.events.at(-1)).toMatchObject({ name: "retry-after-not-observed", seconds: 7 });
  });
});
