import { GetQueueUrlCommand, type SQSClient } from "@aws-sdk/client-sqs";
import type { QueueSettings } from "@letsgo/config";
import { callDeadline } from "../call-deadline.ts";
import { QueueNotFoundError } from "../errors.ts";
import { toQueueError } from "../sqs-errors.ts";
import { findTaggedQueueUrl } from "./find-tagged-queue-url.ts";

/**
 * Finds the queue without creating it: the settings' URL as it is (it is not looked up), else the queue of the name that
 * they were given. Where they were given neither, it is on AWS the queue that LetsGo's deployment has tagged, on an
 * emulator the one of LetsGo's usual name.
 *
 * @throws {QueueNotFoundError} where there is none
 * @throws {SeveralQueuesError} where several are tagged for the deployment
 * @throws {QueueUnreachableError} where SQS does not answer
 * @throws {QueueRefusedError} where SQS refuses to say
 */
export async function findQueueUrl(client: SQSClient, settings: FindQueueSettings): Promise<string> {
  const { queueUrl, queueName, queueNamed, emulator, deployment } = settings;
  if (queueUrl !== undefined) return queueUrl;
  try {
    if (!queueNamed && !emulator) return await findTaggedQueueUrl(client, deployment);
    const { QueueUrl } = await client.send(new GetQueueUrlCommand({ QueueName: queueName }), callDeadline());
    if (QueueUrl !== undefined) return QueueUrl;
  } catch (error) {
    throw toQueueError(error, queueName);
  }
  throw new QueueNotFoundError(queueName);
}

// --- internal ---

type FindQueueSettings = Pick<QueueSettings, "queueUrl" | "queueName" | "queueNamed" | "emulator" | "deployment">;
