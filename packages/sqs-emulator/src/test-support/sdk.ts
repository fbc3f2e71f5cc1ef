import {
  CreateQueueCommand,
  type Message,
  ReceiveMessageCommand,
  type ReceiveMessageCommandInput,
  SendMessageCommand,
  SQSClient,
} from "@aws-sdk/client-sqs";
import type { EmulatorOptions } from "../emulator-options.ts";
import { type Emulator, startEmulator } from "../start-emulator.ts";

/** An emulator, and a real client of it. */
export interface Bench extends AsyncDisposable {
  readonly emulator: Emulator;
  readonly client: SQSClient;
  /** Creates a queue, and gives its URL. */
  queue(name: string, attributes?: Record<string, string>): Promise<string>;
  send(url: string, body: string): Promise<string>;
  receive(url: string, choice?: Partial<ReceiveMessageCommandInput>): Promise<Message[]>;
  /** A client with other credentials or in another region. */
  createClient(choice: { accessKeyId?: string; region?: string }): SQSClient;
}

/** By default with a clock that stands still. */
export async function startBench(options: EmulatorOptions = {}): Promise<Bench> {
  const emulator = await startEmulator({ clock: "manual", ...options });
  const clients: SQSClient[] = [];
  function createClient({ accessKeyId = "test", region = "us-east-1" }): SQSClient {
    const credentials = { accessKeyId, secretAccessKey: "test" };
    const client = new SQSClient({ endpoint: emulator.url, region, credentials, maxAttempts: 1 });
    clients.push(client);
    return client;
  }
  const client = createClient({});
  return {
    emulator,
    client,
    createClient,
    async queue(QueueName, Attributes = {}) {
      const fifo = QueueName.endsWith(".fifo") ? { FifoQueue: "true" } : {};
      const command = new CreateQueueCommand({ QueueName, Attributes: { ...fifo, ...Attributes } });
      return (await client.send(command)).QueueUrl ?? "";
    },
    async send(QueueUrl, MessageBody) {
      return (await client.send(new SendMessageCommand({ QueueUrl, MessageBody }))).MessageId ?? "";
    },
    async receive(QueueUrl, choice = {}) {
      return (await client.send(new ReceiveMessageCommand({ QueueUrl, ...choice }))).Messages ?? [];
    },
    async [Symbol.asyncDispose]() {
      for (const each of clients) each.destroy();
      await emulator.close();
    },
  };
}

/** Resolves when so many receives wait. */
export async function untilWaiting(emulator: Emulator, polls: number): Promise<void> {
  const deadline = Date.now() + 10_000;
  for (;;) {
    const { waitingPolls } = (await (await fetch(`${emulator.url}/_emulator/health`)).json()) as {
      waitingPolls: number;
    };
    if (waitingPolls === polls) return;
    if (Date.now() > deadline) throw new Error(`Expected ${polls} receives to wait, got ${waitingPolls}`);
  }
}
