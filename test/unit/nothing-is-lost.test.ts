import { setTimeout as sleep } from "node:timers/promises";
import {
  ChangeMessageVisibilityCommand,
  type Message,
  ReceiveMessageCommand,
  type SQSClient,
} from "@aws-sdk/client-sqs";
import { watchLiveSettings } from "@letsgo/config";
import { createProducer, createSqsClient, retryAfter } from "@letsgo/queue";
import { ensureQueues, peekMessages } from "@letsgo/queue/admin";
import { type Emulator, startEmulator } from "@letsgo/sqs-emulator";
import fc from "fast-check";
import { afterAll, beforeAll, describe, expect, it, onTestFinished } from "vitest";
import { readConfig } from "../../services/worker/src/config.ts";
import type { MessageHandler } from "../../services/worker/src/handlers/message-handler.ts";
import { createWorker } from "../../services/worker/src/worker.ts";
import { captureLogger } from "../../services/worker/test/capture-logger.ts";

let emulator: Emulator;
beforeAll(async () => {
  emulator = await startEmulator();
});
afterAll(() => emulator.close());

/** What happens to a message at each of its deliveries; at later ones it is handled. */
const fates = fc.array(fc.constantFrom("throw", "retry at once", "outlast the timeout", "handle"), { maxLength: 4 });
const messages = (maxLength: number) =>
  fc.array(fc.record({ fates, delaySeconds: fc.constantFrom(0, 0, 1), group: fc.nat(2) }), { minLength: 1, maxLength });
/** What somebody else does who receives from the same queue: each of it counts as a delivery. */
const thefts = fc.array(fc.constantFrom("let it expire", "give it back"), { maxLength: 2 });

let queues = 0;

function setUp(fifo: boolean) {
  const config = readConfig({
    AWS_ENDPOINT_URL_SQS: emulator.url,
    LETSGO_QUEUE_NAME: `promise-${++queues}${fifo ? ".fifo" : ""}`,
    LETSGO_WORKER_RECEIVE_MESSAGE_WAIT_TIME: "1",
    LETSGO_WORKER_VISIBILITY_TIMEOUT: "1",
    LETSGO_WORKER_FUNCTION_TIMEOUT: "1",
    LETSGO_WORKER_MAX_RECEIVE_COUNT: "3",
    PORT: "0",
  });
  const handled = new Set<string>();
  const deliveries = new Map<string, number>();
  const handle: MessageHandler = async ({ payload }, _event, { messageId, signal }) => {
    const count = deliveries.get(messageId) ?? 0;
    deliveries.set(messageId, count + 1);
    const fate = (payload as string[])[count];
    if (fate === "throw") throw new Error("on purpose");
    if (fate === "retry at once") throw retryAfter(0);
    if (fate === "outlast the timeout") await sleep(1_500, undefined, { signal });
    handled.add(messageId);
  };
  const start = async () => {
    const live = watchLiveSettings(config.environment);
    onTestFinished(() => live.close());
    const worker = createWorker({ config, handlers: new Map([["x", handle]]), logger: captureLogger().logger, live });
    await worker.start();
    return worker;
  };
  return { queue: config.queue, handled, start };
}

async function steal(client: SQSClient, queueUrl: string, theft: string): Promise<void> {
  const command = new ReceiveMessageCommand({ QueueUrl: queueUrl, MaxNumberOfMessages: 3, VisibilityTimeout: 1 });
  const { Messages: stolen = [] } = await client.send(command);
  if (theft === "let it expire") return;
  const giveBack = ({ ReceiptHandle }: Message) =>
    client.send(new ChangeMessageVisibilityCommand({ QueueUrl: queueUrl, ReceiptHandle, VisibilityTimeout: 0 }));
  await Promise.all(stolen.map(giveBack));
}

describe.each([
  { kind: "standard", most: 12, runs: 5 },
  { kind: "FIFO", most: 5, runs: 3 },
])("on a $kind queue", ({ kind, most, runs }) => {
  const fifo = kind === "FIFO";

  it("what was accepted is handled at least once, or lies in the dead-letter queue", async () => {
    const property = fc.asyncProperty(messages(most), thefts, fc.boolean(), async (planned, stealing, isRestarted) => {
      const { queue, handled, start } = setUp(fifo);
      const client = createSqsClient(queue);
      const { queueUrl } = await ensureQueues(client, queue, { reconcile: true });
      const producer = createProducer({ settings: queue, client });
      let worker = await start();
      const sent = await producer.enqueueMany(
        planned.map(({ fates: payload, delaySeconds, group }) => ({
          type: "x",
          payload,
          options: fifo ? { groupId: `${group}` } : { delaySeconds },
        })),
      );
      const accepted = sent.flatMap((each) => (each.accepted ? [each.messageId] : []));
      for (const theft of stealing) await steal(client, queueUrl, theft);
      if (isRestarted) {
        await worker.stop();
        worker = await start();
      }

      const lost = async () => {
        const dead = new Set((await peekMessages(queue, queue.dlqName))?.map(({ messageId }) => messageId));
        return accepted.filter((messageId) => !handled.has(messageId) && !dead.has(messageId));
      };
      await expect.poll(lost, { timeout: 30_000, interval: 100 }).toEqual([]);

      expect(accepted).toHaveLength(planned.length);
      await worker.stop();
      await producer.close();
      client.destroy();
    });
    await fc.assert(property, { numRuns: runs, endOnFailure: true });
  }, 120_000);
});
