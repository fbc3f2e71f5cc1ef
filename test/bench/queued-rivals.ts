import { SendMessageCommand, SQSClient } from "@aws-sdk/client-sqs";
import { queueSettingsOf } from "@letsgo/config";
import { createProducer } from "@letsgo/queue";
import type { Rivals } from "./compare.ts";
import { orderOf } from "./direct-rivals.ts";
import { createSettled, serve } from "./serve.ts";

/** Queued mode against the SDK's `SendMessage` with its default handler, one message a call, to one and the same stub. */
export async function createQueuedRivals(): Promise<Rivals & AsyncDisposable> {
  const server = await serve(new URL("./sqs-stub.ts", import.meta.url));
  const queueUrl = `${server.url}/000000000000/bench`;
  const settings = queueSettingsOf({ AWS_ENDPOINT_URL_SQS: server.url, LETSGO_QUEUE_URL: queueUrl });
  const producer = createProducer({ settings });
  const client = new SQSClient({
    endpoint: server.url,
    region: settings.region,
    credentials: { accessKeyId: "test", secretAccessKey: "test" },
  });
  let sent = 0;
  return {
    ours(index) {
      sent += 1;
      return producer.enqueue(orderOf(index));
    },
    theirs(index) {
      sent += 1;
      return client.send(new SendMessageCommand({ QueueUrl: queueUrl, MessageBody: JSON.stringify(orderOf(index)) }));
    },
    settled: createSettled(server, () => sent),
    async [Symbol.asyncDispose]() {
      await producer.close();
      client.destroy();
      await server[Symbol.asyncDispose]();
    },
  };
}
