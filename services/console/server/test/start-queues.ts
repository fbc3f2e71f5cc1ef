import type { Environment } from "@letsgo/config";
import { queueSettingsOf } from "@letsgo/config";
import { createProducer, createSqsClient } from "@letsgo/queue";
import { ensureQueues } from "@letsgo/queue/admin";
import { startEmulator } from "@letsgo/sqs-emulator";

/**
 * An SQS emulator on loopback with the queue and its dead-letter queue, and what a console needs to know of it.
 *
 * @param clock a manual one stands still: a move task then gets no further than its first thousand
 */
export async function startQueues(own: Environment = {}, clock: "real" | "manual" = "real") {
  const emulator = await startEmulator({ clock });
  const environment = {
    AWS_ENDPOINT_URL_SQS: emulator.url,
    LETSGO_QUEUE_MODE: "queued",
    LETSGO_LOCAL_QUEUE_URL: "http://127.0.0.1:1",
    ...own,
  };
  const settings = queueSettingsOf(environment);
  const client = createSqsClient(settings);
  const { queueUrl, dlqUrl } = await ensureQueues(client, settings, { reconcile: false });
  const dlq = createProducer({ settings: { ...settings, queueUrl: dlqUrl }, client });
  return {
    environment,
    settings,
    client,
    queueUrl,
    dlqUrl,
    /** Puts messages into the dead-letter queue; their identities. */
    async bury(payloads: readonly unknown[]): Promise<string[]> {
      const results = await dlq.enqueueMany(payloads.map((payload) => ({ type: "order:new", payload })) as never);
      return results.map((result) => {
        if (!result.accepted) throw result.error;
        return result.messageId;
      });
    },
    async [Symbol.asyncDispose]() {
      await dlq.close();
      client.destroy();
      await emulator.close();
    },
  };
}
