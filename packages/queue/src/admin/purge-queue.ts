import { PurgeQueueCommand, type SQSClient } from "@aws-sdk/client-sqs";
import { callDeadline } from "../call-deadline.ts";
import { toQueueError } from "../sqs-errors.ts";

/**
 * Deletes everything in a queue: what is visible, in flight and delayed (D24).
 *
 * @throws {QueueRefusedError} with the reason `PurgeQueueInProgress`, where it was purged within the last 60 s
 * @throws {QueueUnreachableError} where SQS does not answer
 */
export async function purgeQueue(client: SQSClient, queueUrl: string): Promise<void> {
  try {
    await client.send(new PurgeQueueCommand({ QueueUrl: queueUrl }), callDeadline());
  } catch (error) {
    throw toQueueError(error, queueUrl);
  }
}
