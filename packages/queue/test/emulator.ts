import type { AddressInfo } from "node:net";
import type { SQSClient, Message as SqsMessage } from "@aws-sdk/client-sqs";
import { ReceiveMessageCommand } from "@aws-sdk/client-sqs";
import { type QueueSettings, queueSettingsOf } from "@letsgo/config";
import { buildApp } from "fauxqs";
import { createSqsClient } from "../src/index.ts";

/** An SQS emulator in this process, on loopback, for one test file. */
export interface Emulator extends AsyncDisposable {
  readonly endpoint: string;
  readonly client: SQSClient;
  /** Settings for a queue of one's own, so that tests of a file do not meet. */
  settings(environment?: Record<string, string>): QueueSettings;
}

let queues = 0;

export async function startEmulator(): Promise<Emulator> {
  const app = buildApp({ logger: false, defaultRegion: "us-west-2" });
  await app.listen({ port: 0, host: "127.0.0.1" });
  const endpoint = `http://127.0.0.1:${(app.server.address() as AddressInfo).port}`;
  const settings = (environment: Record<string, string> = {}) =>
    queueSettingsOf({
      AWS_ENDPOINT_URL_SQS: endpoint,
      LETSGO_QUEUE_NAME: `test-${++queues}`,
      LETSGO_SQS_BMP_ONLY: "true",
      ...environment,
    });
  const client = createSqsClient(settings());
  return {
    endpoint,
    client,
    settings,
    async [Symbol.asyncDispose]() {
      client.destroy();
      await app.close();
    },
  };
}

/** Receives up to 10 messages at once, with all attributes. */
export async function receiveAll(client: SQSClient, queueUrl: string): Promise<SqsMessage[]> {
  const { Messages = [] } = await client.send(
    new ReceiveMessageCommand({
      QueueUrl: queueUrl,
      MaxNumberOfMessages: 10,
      WaitTimeSeconds: 1,
      MessageAttributeNames: ["All"],
      MessageSystemAttributeNames: ["All"],
    }),
  );
  return Messages;
}
