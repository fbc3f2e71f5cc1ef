import type { SQSClient } from "@aws-sdk/client-sqs";
import { toQueueError } from "../sqs-errors.ts";
import { pickMessages } from "./pick-messages.ts";
import { deleteRecords } from "./receive-page.ts";

/**
 * Deletes one message that is visible, looking through at most 1,000.
 *
 * @param messageId its identity, or SQS's own id
 * @returns false where it was not found, which it is not while it is in flight or delayed
 * @throws {QueueUnreachableError} where SQS does not answer
 */
export async function deleteMessage(client: SQSClient, queueUrl: string, messageId: string): Promise<boolean> {
  try {
    const { found } = await pickMessages(client, queueUrl, [messageId]);
    return found.length > 0 && (await deleteRecords(client, queueUrl, found)).length === 0;
  } catch (error) {
    throw toQueueError(error, queueUrl);
  }
}
