import { randomUUID } from "node:crypto";
import {
  CreateQueueCommand,
  DeleteMessageBatchCommand,
  ReceiveMessageCommand,
  SendMessageBatchCommand,
  SendMessageCommand,
  SQSClient,
} from "@aws-sdk/client-sqs";
import { queueSettingsOf } from "@letsgo/config";
import { createEventSourceMapping, createInvoker } from "@letsgo/event-source";
import { createProducer, createSqsClient } from "@letsgo/queue";
import { Consumer } from "sqs-consumer";
import { runAtOnce } from "./compare.ts";
import { orderOf } from "./direct-rivals.ts";

/** A way from the sender to the handler, through a queue of its own; its consumer polls until it is disposed of. */
export interface Way extends AsyncDisposable {
  /** Sends so many messages. @returns how many a second came, counted from the first send until the last is handled */
  run(count: number): Promise<number>;
}

/** `enqueue`, and the event source with a Lambda handler. */
export async function createOurWay(endpoint: string): Promise<Way> {
  const settings = queueSettingsOf({
    AWS_ENDPOINT_URL_SQS: endpoint,
    LETSGO_QUEUE_NAME: `bench-${randomUUID()}`,
    LETSGO_QUEUE_MODE: "queued",
  });
  const queueUrl = await createQueue(endpoint, settings.queueName);
  const producer = createProducer({ settings: { ...settings, queueUrl } });
  const count = createCount();
  const handler = async (event: { Records: { body: string }[] }) => {
    for (const { body } of event.Records) count.handle(body);
    return { batchItemFailures: [] };
  };
  const client = createSqsClient(settings, { purpose: "poll" });
  const mapping = createEventSourceMapping({
    client,
    queueUrl,
    invoke: createInvoker({ handler, functionName: "bench", region: settings.region }),
    functionResponseTypes: ["ReportBatchItemFailures"],
    receiveMessageWaitTimeSeconds: 2,
  });
  mapping.start();
  return {
    run: (messages) => count.timed(messages, () => runAtOnce(64, messages, (i) => producer.enqueue(orderOf(i)))),
    async [Symbol.asyncDispose]() {
      await mapping.stop();
      await producer.close();
      client.destroy();
    },
  };
}

/** One SendMessage per message, 64 at once, and `sqs-consumer` as it comes: one message at a time. */
export async function createSingleWay(endpoint: string): Promise<Way> {
  const queueUrl = await createQueue(endpoint, `bench-${randomUUID()}`);
  const client = createClient(endpoint);
  const polling = createClient(endpoint);
  const count = createCount();
  const consumer = Consumer.create({
    queueUrl,
    sqs: polling,
    handleMessage: async (message) => {
      count.handle(message.Body ?? "");
      return message;
    },
  });
  let stopped = false;
  consumer.on("error", (error) => void (stopped || console.error(error)));
  consumer.start();
  const send = (index: number) =>
    client.send(new SendMessageCommand({ QueueUrl: queueUrl, MessageBody: JSON.stringify(orderOf(index)) }));
  return {
    run: (messages) => count.timed(messages, () => runAtOnce(64, messages, send)),
    async [Symbol.asyncDispose]() {
      stopped = true;
      consumer.stop({ abort: true });
      polling.destroy();
      client.destroy();
    },
  };
}

/** SendMessageBatch by ten, eight at once, and five loops of receive and delete by ten: as fast as the bare SDK goes. */
export async function createBatchWay(endpoint: string): Promise<Way> {
  const queueUrl = await createQueue(endpoint, `bench-${randomUUID()}`);
  const client = createClient(endpoint);
  const polling = createClient(endpoint);
  const count = createCount();
  let stopped = false;
  const consume = async () => {
    while (!stopped) await receiveTen(polling, queueUrl, count.handle);
  };
  const consuming = Promise.all(Array.from({ length: 5 }, consume));
  const sendTen = (batch: number) => {
    const Entries = Array.from({ length: 10 }, (_, i) => ({
      Id: `${i}`,
      MessageBody: JSON.stringify(orderOf(batch * 10 + i)),
    }));
    return client.send(new SendMessageBatchCommand({ QueueUrl: queueUrl, Entries }));
  };
  return {
    run: (messages) => count.timed(messages, () => runAtOnce(8, messages / 10, sendTen)),
    async [Symbol.asyncDispose]() {
      stopped = true;
      await consuming;
      polling.destroy();
      client.destroy();
    },
  };
}

// --- internal ---

const DEADLINE_MS = 180_000;

function createClient(endpoint: string): SQSClient {
  return new SQSClient({
    endpoint,
    region: "us-west-2",
    credentials: { accessKeyId: "test", secretAccessKey: "test" },
  });
}

async function createQueue(endpoint: string, name: string): Promise<string> {
  const client = createClient(endpoint);
  const { QueueUrl } = await client.send(new CreateQueueCommand({ QueueName: name }));
  client.destroy();
  return QueueUrl ?? "";
}

async function receiveTen(client: SQSClient, queueUrl: string, handle: (body: string) => void): Promise<void> {
  const command = new ReceiveMessageCommand({ QueueUrl: queueUrl, MaxNumberOfMessages: 10, WaitTimeSeconds: 2 });
  const { Messages: messages = [] } = await client.send(command);
  if (messages.length === 0) return;
  for (const { Body = "" } of messages) handle(Body);
  const Entries = messages.map(({ ReceiptHandle }, i) => ({ Id: `${i}`, ReceiptHandle }));
  await client.send(new DeleteMessageBatchCommand({ QueueUrl: queueUrl, Entries }));
}

/** Counts what is handled, once per message however often it comes. */
function createCount() {
  let awaited = 0;
  let handled = new Set<string>();
  let done = () => {};
  return {
    handle(body: string) {
      handled.add((JSON.parse(body) as ReturnType<typeof orderOf>).payload.orderId);
      if (handled.size === awaited) done();
    },
    async timed(messages: number, send: () => Promise<unknown>): Promise<number> {
      handled = new Set();
      awaited = messages;
      const { promise, resolve, reject } = Promise.withResolvers<void>();
      done = resolve;
      const late = () => reject(new Error(`Expected ${messages} messages to be handled, got ${handled.size}`));
      const timer = setTimeout(late, DEADLINE_MS);
      const startedMs = performance.now();
      await Promise.all([send(), promise]).finally(() => clearTimeout(timer));
      return messages / ((performance.now() - startedMs) / 1000);
    },
  };
}
