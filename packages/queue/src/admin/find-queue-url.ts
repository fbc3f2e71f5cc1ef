import { GetQueueUrlCommand, type SQSClient } from "@aws-sdk/client-sqs";
import type { QueueSettings } from "@letsgo/config";
import { QueueNotFoundError } from "../errors.ts";
import { isQueueMissing } from "../sqs-errors.ts";

/**
 * The URL of a queue that must exist already: the settings' own, else looked up by name. Nothing is created.
 *
 * @throws {QueueNotFoundError} where there is no such queue
 */
export async function findQueueUrl(
  client: SQSClient,
  settings: Pick<QueueSettings, "queueUrl" | "queueName">,
  options: { readonly abortSignal?: AbortSignal } = {},
): Promise<string> {
  if (settings.queueUrl !== undefined) return settings.queueUrl;
  try {
    const { QueueUrl } = await client.send(new GetQueueUrlCommand({ QueueName: settings.queueName }), options);
    if (QueueUrl !== undefined) return QueueUrl;
  } catch (error) {
    if (!isQueueMissing(error)) throw error;
  }
  throw new QueueNotFoundError(settings.queueName);
}
