import {
  CreateQueueCommand,
  type CreateQueueCommandInput,
  GetQueueAttributesCommand,
  PurgeQueueCommand,
  ReceiveMessageCommand,
  SendMessageBatchCommand,
  SendMessageCommand,
  type SendMessageCommandInput,
  SQSClient,
} from "@aws-sdk/client-sqs";
import { startEmulator } from "@letsgo/sqs-emulator";

/** An SQS endpoint on a loopback port of its own. */
export interface LocalEndpoint extends AsyncDisposable {
  address: string;
  /** A client of its own; all are destroyed with the endpoint. */
  createClient(): SQSClient;
  /** A fresh queue, with the URL that works here. */
  createQueue(attributes?: CreateQueueCommandInput["Attributes"], name?: string): Promise<LocalQueue>;
  close(): Promise<void>;
}

/** One queue, with eyes that do not receive. */
interface LocalQueue {
  queueUrl: string;
  send(message: Omit<SendMessageCommandInput, "QueueUrl">): Promise<string>;
  sendAll(bodies: readonly string[]): Promise<void>;
  /** What a receive with no wait gives, hidden for a minute from then on. */
  receive(): Promise<string[]>;
  purge(): Promise<void>;
  counts(): Promise<{ ready: number; inFlight: number }>;
}

export async function startLocalEndpoint({ port = 0 } = {}): Promise<LocalEndpoint> {
  const emulator = await startEmulator({ port });
  const address = emulator.url;
  const clients: SQSClient[] = [];
  let queues = 0;

  function createClient(): SQSClient {
    const credentials = { accessKeyId: "test", secretAccessKey: "test" };
    const client = new SQSClient({ endpoint: address, region: "us-east-1", credentials, maxAttempts: 1 });
    clients.push(client);
    return client;
  }
  async function close(): Promise<void> {
    for (const client of clients) client.destroy();
    await emulator.close();
  }
  const own = createClient();

  return {
    address,
    createClient,
    async createQueue(attributes = {}, name) {
      queues += 1;
      const queueName = name ?? `queue-${queues}`;
      await own.send(new CreateQueueCommand({ QueueName: queueName, Attributes: attributes }));
      return createLocalQueue(own, address, queueName);
    },
    close,
    [Symbol.asyncDispose]: close,
  };
}

// --- internal ---

function createLocalQueue(client: SQSClient, address: string, name: string): LocalQueue {
  const queueUrl = `${address}/000000000000/${name}`;
  return {
    queueUrl,
    async send(message) {
      const { MessageId = "" } = await client.send(new SendMessageCommand({ QueueUrl: queueUrl, ...message }));
      return MessageId;
    },
    async sendAll(bodies) {
      const Entries = bodies.map((MessageBody, index) => ({ Id: String(index), MessageBody }));
      await client.send(new SendMessageBatchCommand({ QueueUrl: queueUrl, Entries }));
    },
    async receive() {
      const command = new ReceiveMessageCommand({
        QueueUrl: queueUrl,
        MaxNumberOfMessages: 10,
        VisibilityTimeout: 60,
        WaitTimeSeconds: 0,
      });
      const { Messages: messages = [] } = await client.send(command);
      return messages.map(({ Body = "" }) => Body);
    },
    async purge() {
      await client.send(new PurgeQueueCommand({ QueueUrl: queueUrl }));
    },
    async counts() {
      const AttributeNames = ["ApproximateNumberOfMessages", "ApproximateNumberOfMessagesNotVisible"] as const;
      const command = new GetQueueAttributesCommand({ QueueUrl: queueUrl, AttributeNames: [...AttributeNames] });
      const { Attributes: counts = {} } = await client.send(command);
      const [ready, inFlight] = AttributeNames.map((each) => Number(counts[each]));
      return { ready: ready as number, inFlight: inFlight as number };
    },
  };
}
