import { randomUUID } from "node:crypto";
import { CreateQueueCommand, DeleteQueueCommand, SQSClient } from "@aws-sdk/client-sqs";
import type { EmulatorName } from "./emulators.ts";
import { attributesOf, type Queue, type QueueAttributes, toTexts } from "./queue.ts";
import { repeatScans } from "./repeat-scans.ts";

/** What one check works with; its queues are gone afterwards. */
export interface Bench extends AsyncDisposable {
  readonly emulator: EmulatorName;
  readonly endpoint: string;
  /** For short calls and for the checks' own receives. */
  readonly client: SQSClient;
  /** A standard queue, by default with a name of its own. */
  createQueue(attributes?: QueueAttributes, name?: string): Promise<Queue>;
  createFifoQueue(attributes?: QueueAttributes): Promise<Queue>;
  /** A queue with a dead-letter queue of the same type. */
  createQueueWithDlq(options?: {
    maxReceiveCount?: number;
    fifo?: boolean;
    attributes?: QueueAttributes;
    dlqAttributes?: QueueAttributes;
  }): Promise<{ queue: Queue; dlq: Queue }>;
  /** A name that no other check uses. */
  nameOf(suffix?: string): string;
}

/** An emulator as one test file sees it. */
export interface BenchOptions {
  readonly emulator: EmulatorName;
  readonly endpoint: string;
  readonly client: SQSClient;
}

/** A client for an emulator, with sockets for many waiting receives, and without retries that would hide an answer. */
export function createContractClient(endpoint: string): SQSClient {
  const client = new SQSClient({
    endpoint,
    region: "us-east-1",
    credentials: { accessKeyId: "test", secretAccessKey: "test" },
    maxAttempts: 1,
    requestHandler: { httpAgent: { keepAlive: true, maxSockets: 500 }, requestTimeout: 40_000 },
  });
  repeatScans(client);
  return client;
}

export function createBench({ emulator, endpoint, client }: BenchOptions): Bench {
  const created: Queue[] = [];
  const nameOf = (suffix = "") => `contract-${randomUUID()}${suffix}`;

  async function createQueue(attributes: QueueAttributes = {}, name = nameOf()): Promise<Queue> {
    const { QueueUrl: url = "" } = await client.send(
      new CreateQueueCommand({ QueueName: name, Attributes: toTexts(attributes) }),
    );
    const { QueueArn: arn = "" } = await attributesOf({ client, name, url, arn: "" });
    const queue = { client, name, url, arn };
    created.push(queue);
    return queue;
  }

  const createFifoQueue = (attributes: QueueAttributes = {}) =>
    createQueue({ FifoQueue: "true", ...attributes }, nameOf(".fifo"));

  return {
    emulator,
    endpoint,
    client,
    nameOf,
    createQueue,
    createFifoQueue,
    async createQueueWithDlq({ maxReceiveCount = 1, fifo = false, attributes = {}, dlqAttributes = {} } = {}) {
      const create = fifo ? createFifoQueue : createQueue;
      const dlq = await create(dlqAttributes);
      const RedrivePolicy = { deadLetterTargetArn: dlq.arn, maxReceiveCount };
      return { queue: await create({ ...attributes, RedrivePolicy }), dlq };
    },
    async [Symbol.asyncDispose]() {
      // A check may have deleted some itself.
      await Promise.allSettled(created.map(({ url }) => client.send(new DeleteQueueCommand({ QueueUrl: url }))));
    },
  };
}
