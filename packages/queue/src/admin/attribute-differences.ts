import { GetQueueAttributesCommand, GetQueueUrlCommand, type SQSClient } from "@aws-sdk/client-sqs";
import type { QueueSettings } from "@letsgo/config";
import { callDeadline } from "../call-deadline.ts";
import { toQueueError } from "../sqs-errors.ts";
import { findQueueUrl } from "./find-queue-url.ts";
import { differingAttributes, dlqAttributesOf, type QueueAttributes, queueAttributesOf } from "./queue-attributes.ts";

/** One attribute that is not as the settings say. */
export interface AttributeDifference {
  readonly queue: "queue" | "dlq";
  /** SQS's name of it, for example `VisibilityTimeout`. */
  readonly name: string;
  /** undefined where the queue has none. */
  readonly present: string | undefined;
  readonly wanted: string;
}

/**
 * Compares the attributes of the queue and of its dead-letter queue with the settings; alters nothing.
 *
 * @returns empty where they are the same
 * @throws {QueueNotFoundError} where one of the two queues is not there
 * @throws {QueueUnreachableError} where SQS does not answer
 */
export async function attributeDifferences(client: SQSClient, settings: QueueSettings): Promise<AttributeDifference[]> {
  try {
    const queue = await attributesOf(client, await findQueueUrl(client, settings));
    const named = new GetQueueUrlCommand({ QueueName: settings.dlqName });
    const dlq = await attributesOf(client, (await client.send(named, callDeadline())).QueueUrl ?? "");
    return [
      ...differencesOf("queue", queue, queueAttributesOf(settings, dlq.QueueArn ?? "")),
      ...differencesOf("dlq", dlq, dlqAttributesOf(settings)),
    ];
  } catch (error) {
    throw toQueueError(error, settings.queueName);
  }
}

// --- internal ---

function differencesOf(
  queue: AttributeDifference["queue"],
  present: QueueAttributes,
  wanted: QueueAttributes,
): AttributeDifference[] {
  return Object.entries(differingAttributes(present, wanted)).map(([name, value]) => ({
    queue,
    name,
    present: present[name],
    wanted: value,
  }));
}

async function attributesOf(client: SQSClient, queueUrl: string): Promise<QueueAttributes> {
  const command = new GetQueueAttributesCommand({ QueueUrl: queueUrl, AttributeNames: ["All"] });
  return (await client.send(command, callDeadline())).Attributes ?? {};
}
