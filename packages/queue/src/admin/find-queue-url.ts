import { GetQueueUrlCommand, type SQSClient } from "@aws-sdk/client-sqs";
import type { QueueSettings } from "@letsgo/config";
import { callDeadline } from "../call-deadline.ts";
import { QueueNotFoundError } from "../errors.ts";
import { toQueueError } from "../sqs-errors.ts";

/**
 * Finds the queue without creating it: the settings' URL as it is (it is not looked up), else the queue of their name.
 *
 * @throws {QueueNotFoundError} where there is no queue of that name
 * @throws {QueueUnreachableError} where SQS does not answer
 * @throws {QueueRefusedError} where SQS refuses to say
 */
export async function findQueueUrl(
  client: SQSClient,
  { queueUrl, queueName }: Pick<QueueSettings, "queueUrl" | "queueName">,
): Promise<string> {
  if (queueUrl !== undefined) return queueUrl;
  try {
    const { QueueUrl } = await client.send(new GetQueueUrlCommand({ QueueName: queueName }), callDeadline());
    if (QueueUrl !== undefined) return QueueUrl;
  } catch (error) {
    throw toQueueError(error, queueName);
  }
  throw new QueueNotFoundError(queueName);
}
