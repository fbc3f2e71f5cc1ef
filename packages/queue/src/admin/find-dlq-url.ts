import { GetQueueUrlCommand, type SQSClient } from "@aws-sdk/client-sqs";
import type { QueueSettings } from "@letsgo/config";
import { callDeadline } from "../call-deadline.ts";
import { QueueNotFoundError } from "../errors.ts";
import { toQueueError } from "../sqs-errors.ts";

/**
 * Finds the settings' dead-letter queue, by its name.
 *
 * @throws {QueueNotFoundError} where there is none
 * @throws {QueueUnreachableError} where SQS does not answer
 */
export async function findDlqUrl(client: SQSClient, { dlqName }: Pick<QueueSettings, "dlqName">): Promise<string> {
  try {
    const { QueueUrl } = await client.send(new GetQueueUrlCommand({ QueueName: dlqName }), callDeadline());
    if (QueueUrl !== undefined) return QueueUrl;
  } catch (error) {
    throw toQueueError(error, dlqName);
  }
  throw new QueueNotFoundError(dlqName);
}
