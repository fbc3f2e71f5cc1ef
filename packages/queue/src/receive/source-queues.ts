import type { SQSClient } from "@aws-sdk/client-sqs";
import type { QueueSettings } from "@letsgo/config";
import { createOutbox, type Outbox } from "../sending/outbox.ts";
import { createSqsClient } from "../sqs-client.ts";
import { createQueueUrl, type QueueUrl } from "../transports/queue-url.ts";
import { createSqsTransport } from "../transports/sqs-transport.ts";

/** A queue that records come from. */
interface SourceQueue {
  /** Sends copies back to it; what is received at once goes in shared calls. */
  readonly outbox: Outbox;
  readonly queueUrl: QueueUrl;
  readonly close: () => Promise<void>;
}

/** The queues that records come from, by ARN; each is made at first need, and so is the client. */
export interface SourceQueues {
  client(): SQSClient;
  of(queueArn: string): SourceQueue;
  close(): Promise<void>;
}

export function createSourceQueues(options: { settings: QueueSettings; client?: SQSClient | undefined }): SourceQueues {
  const { settings } = options;
  const queues = new Map<string, SourceQueue>();
  let own: SQSClient | undefined;
  const client = () => {
    if (options.client) return options.client;
    own ??= createSqsClient(settings);
    return own;
  };

  return {
    client,
    of(queueArn) {
      const queueName = queueArn.split(":").at(-1) ?? settings.queueName;
      const known = queues.get(queueName);
      if (known) return known;
      const created = createSourceQueue(client(), settings, queueName);
      queues.set(queueName, created);
      return created;
    },
    async close() {
      await Promise.all([...queues.values()].map(({ close }) => close()));
      own?.destroy();
    },
  };
}

// --- internal ---

function createSourceQueue(client: SQSClient, settings: QueueSettings, queueName: string): SourceQueue {
  // The settings' URL is that of the settings' queue alone.
  const named = queueName === settings.queueName ? settings.queueUrl : undefined;
  const own = { ...settings, queueName, queueNamed: true, queueUrl: named };
  const queueUrl = createQueueUrl(client, own);
  const transport = createSqsTransport({ settings: own, client, queueUrl });
  const outbox = createOutbox(transport, { ordered: false });
  const close = () => outbox.room.whenEmpty().then(() => transport.close());
  return { outbox, queueUrl, close };
}
