import type { SQSClient, Message as SqsMessage } from "@aws-sdk/client-sqs";
import { ReceiveMessageCommand } from "@aws-sdk/client-sqs";
import { type QueueSettings, queueSettingsOf } from "@letsgo/config";
import { type EmulatorOptions, startEmulator as startSqsEmulator } from "@letsgo/sqs-emulator";
import { createSqsClient } from "../src/index.ts";

/** An SQS emulator in this process, on loopback, for one test file. */
export interface Emulator extends AsyncDisposable {
  readonly endpoint: string;
  readonly client: SQSClient;
  /** Settings for a queue of one's own, so that tests of a file do not meet. */
  settings(environment?: Record<string, string>): QueueSettings;
  /** Its clock's time, in milliseconds since the epoch. */
  now(): number;
  /** Turns its clock forward. */
  advance(seconds: number): void;
}

let queues = 0;

export async function startEmulator(options: EmulatorOptions = {}): Promise<Emulator> {
  const emulator = await startSqsEmulator(options);
  const settings = (environment: Record<string, string> = {}) =>
    queueSettingsOf({
      AWS_ENDPOINT_URL_SQS: emulator.url,
      LETSGO_QUEUE_NAME: `test-${++queues}`,
      ...environment,
    });
  const client = createSqsClient(settings());
  return {
    endpoint: emulator.url,
    client,
    settings,
    now: () => emulator.now().getTime(),
    advance: emulator.advance,
    async [Symbol.asyncDispose]() {
      client.destroy();
      await emulator.close();
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
