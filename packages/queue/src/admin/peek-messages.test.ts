import { ReceiveMessageCommand, SendMessageCommand } from "@aws-sdk/client-sqs";
import { queueSettingsOf } from "@letsgo/config";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { type Emulator, startEmulator } from "../../test/emulator.ts";
import { freePort, startHttpServer } from "../../test/http-server.ts";
import { QueueNotFoundError, QueueUnreachableError } from "../errors.ts";
import { createProducer } from "../producer.ts";
import { ensureQueues } from "./ensure-queues.ts";
import { peekMessages } from "./peek-messages.ts";

let emulator: Emulator;
beforeAll(async () => {
  emulator = await startEmulator({ clock: "manual" });
});
afterAll(() => emulator[Symbol.asyncDispose]());

describe("peekMessages on our emulator", () => {
  it("shows what waits, is in flight and is delayed, without receiving", async () => {
    const settings = emulator.settings({ LETSGO_WORKER_VISIBILITY_TIMEOUT: "10" });
    const { queueUrl } = await ensureQueues(emulator.client, settings, { reconcile: false });
    const producer = createProducer({ settings, client: emulator.client });
    const { messageId: first } = await producer.enqueue({ type: "x", payload: "👋" });
    await emulator.client.send(new ReceiveMessageCommand({ QueueUrl: queueUrl }));
    const { messageId: second } = await producer.enqueue({ type: "x", payload: 2 }, { delaySeconds: 60 });
    const sent = await emulator.client.send(new SendMessageCommand({ QueueUrl: queueUrl, MessageBody: "foreign" }));

    const now = emulator.now();
    await peekMessages(settings, settings.queueName);
    const peeked = await peekMessages(settings, settings.queueName);

    const seen = { sqsMessageId: expect.any(String), sentAt: now };
    const [firstBody, secondBody] = ['{"type":"x","payload":"👋"}', '{"type":"x","payload":2}'];
    const visibleAt = { first: now + 10_000, second: now + 60_000 };
    expect(peeked).toEqual([
      {
        ...seen,
        messageId: first,
        body: firstBody,
        state: "in flight",
        receiveCount: 1,
        nextVisibleAt: visibleAt.first,
      },
      {
        ...seen,
        messageId: second,
        body: secondBody,
        state: "delayed",
        receiveCount: 0,
        nextVisibleAt: visibleAt.second,
      },
      { ...seen, messageId: sent.MessageId, body: "foreign", state: "waiting", receiveCount: 0 },
    ]);
  });

  it("sees a message whose visibility has passed as waiting", async () => {
    const settings = emulator.settings();
    const { queueUrl } = await ensureQueues(emulator.client, settings, { reconcile: false });
    await emulator.client.send(new SendMessageCommand({ QueueUrl: queueUrl, MessageBody: "a" }));
    await emulator.client.send(new ReceiveMessageCommand({ QueueUrl: queueUrl }));

    emulator.advance(settings.visibilityTimeoutSeconds);

    const [message] = (await peekMessages(settings, settings.queueName)) ?? [];
    expect(message).toMatchObject({ state: "waiting", receiveCount: 1 });
    expect(message).not.toHaveProperty("nextVisibleAt");
  });

  it("says so where there is no such queue", async () => {
    const settings = emulator.settings();

    await expect(peekMessages(settings, "nowhere")).rejects.toBeInstanceOf(QueueNotFoundError);
  });
});

describe("peekMessages on LocalStack", () => {
  /** What LocalStack 4.14.0 answered to this very request, cut. */
  const answer = {
    Messages: [
      {
        MessageId: "83bf35eb-538c-43a2-aa73-5e6abcd27379",
        Body: '{"type":"x","payload":1}',
        Attributes: {
          SentTimestamp: "1795527098942",
          ApproximateReceiveCount: "1",
          IsVisible: "false",
          IsDelayed: "false",
        },
        MessageAttributes: { "letsgo.messageId": { StringValue: "own", DataType: "String" } },
      },
      {
        MessageId: "c89c9299-4cb6-4764-9598-9516263f2057",
        Body: "foreign",
        Attributes: {
          SentTimestamp: "1795527098948",
          ApproximateReceiveCount: "0",
          IsVisible: "true",
          IsDelayed: "true",
        },
      },
    ],
  };

  it("asks for SQS's own JSON, invisible and delayed messages included", async () => {
    await using localstack = await startHttpServer((response, { path }) => {
      const known = path.startsWith("/_localstack/") || path.startsWith("/_aws/");
      response.writeHead(known ? 200 : 404).end(path.startsWith("/_aws/") ? JSON.stringify(answer) : "{}");
    });
    const settings = queueSettingsOf({ AWS_ENDPOINT_URL_SQS: localstack.url });

    expect(await peekMessages(settings, "some")).toEqual([
      {
        messageId: "own",
        sqsMessageId: "83bf35eb-538c-43a2-aa73-5e6abcd27379",
        body: '{"type":"x","payload":1}',
        state: "in flight",
        receiveCount: 1,
        sentAt: 1795527098942,
      },
      expect.objectContaining({ messageId: "c89c9299-4cb6-4764-9598-9516263f2057", state: "delayed" }),
    ]);
    expect(localstack.requests.at(-1)).toMatchObject({
      path: "/_aws/sqs/messages/us-west-2/000000000000/some?ShowInvisible=true&ShowDelayed=true",
      headers: { "content-type": "application/x-amz-json-1.0" },
    });
  });
});

describe("peekMessages elsewhere", () => {
  it("is undefined where the endpoint has no peek, which is asked once", async () => {
    await using other = await startHttpServer((response) => response.writeHead(404).end());
    const settings = queueSettingsOf({ AWS_ENDPOINT_URL_SQS: other.url });

    expect(await peekMessages(settings, "some")).toBeUndefined();
    expect(await peekMessages(settings, "some")).toBeUndefined();
    expect(other.requests).toHaveLength(2);
  });

  it("is undefined where the endpoint cannot answer at present, which is asked again", async () => {
    await using other = await startHttpServer((response) => response.writeHead(503).end());
    const settings = queueSettingsOf({ AWS_ENDPOINT_URL_SQS: other.url });

    expect(await peekMessages(settings, "some")).toBeUndefined();
    expect(await peekMessages(settings, "some")).toBeUndefined();
    expect(other.requests).toHaveLength(4);
  });

  it("is undefined on AWS, without a call", async () => {
    expect(await peekMessages(queueSettingsOf({}), "some")).toBeUndefined();
  });

  it("says so where nothing answers, and asks again later", async () => {
    const settings = queueSettingsOf({ AWS_ENDPOINT_URL_SQS: `http://127.0.0.1:${await freePort()}` });

    await expect(peekMessages(settings, "some")).rejects.toBeInstanceOf(QueueUnreachableError);
    await expect(peekMessages(settings, "some")).rejects.toThrow("ECONNREFUSED");
  });
});
