import { GetQueueAttributesCommand, GetQueueUrlCommand, type SQSClient } from "@aws-sdk/client-sqs";
import type { QueueSettings } from "@letsgo/config";
import { callDeadline } from "../call-deadline.ts";
import { toQueueError } from "../sqs-errors.ts";
import { findQueueUrl } from "./find-queue-url.ts";

/** SQS's three counts of a queue (D37); approximate by their names. */
export interface Depths {
  /** Visible: the next receive may bring them. */
  readonly waiting: number;
  /** Received, neither deleted nor visible again. */
  readonly inFlight: number;
  /** Sent with a delay that has not passed. */
  readonly delayed: number;
}

/** A queue's depths and its dead-letter queue's. */
export interface QueueDepths extends Depths {
  /** undefined where the queue has no dead-letter queue. */
  readonly dlq: Depths | undefined;
}

/**
 * Reads how many messages wait, are in flight and are delayed, in a queue and in its dead-letter queue.
 *
 * @param queue the queue's URL, or the settings that name it
 * @throws {QueueUnreachableError} where SQS does not answer
 * @throws {QueueNotFoundError} where there is no such queue
 * @example
 * const { waiting, inFlight, delayed, dlq } = await queueDepths(client, settings);
 */
export async function queueDepths(
  client: SQSClient,
  queue: { readonly queueUrl: string } | QueueSettings,
): Promise<QueueDepths> {
  const queueUrl = "queueName" in queue ? await findQueueUrl(client, queue) : queue.queueUrl;
  try {
    const attributes = await attributesOf(client, queueUrl);
    const dlqArn = dlqArnOf(attributes.RedrivePolicy);
    const dlqUrl = dlqArn && (await urlOfArn(client, dlqArn));
    return { ...toDepths(attributes), dlq: dlqUrl ? toDepths(await attributesOf(client, dlqUrl)) : undefined };
  } catch (error) {
    throw toQueueError(error, queueUrl);
  }
}

// --- internal ---

type Attributes = Readonly<Record<string, string>>;

async function attributesOf(client: SQSClient, queueUrl: string): Promise<Attributes> {
  const command = new GetQueueAttributesCommand({ QueueUrl: queueUrl, AttributeNames: ["All"] });
  return (await client.send(command, callDeadline())).Attributes ?? {};
}

async function urlOfArn(client: SQSClient, arn: string): Promise<string | undefined> {
  const [account, name] = arn.split(":").slice(-2);
  const command = new GetQueueUrlCommand({ QueueName: name, QueueOwnerAWSAccountId: account });
  return (await client.send(command, callDeadline())).QueueUrl;
}

function dlqArnOf(redrivePolicy: string | undefined): string | undefined {
  if (!redrivePolicy) return undefined;
  return (JSON.parse(redrivePolicy) as { deadLetterTargetArn?: string }).deadLetterTargetArn;
}

function toDepths(attributes: Attributes): Depths {
  return {
    waiting: Number(attributes.ApproximateNumberOfMessages ?? 0),
    inFlight: Number(attributes.ApproximateNumberOfMessagesNotVisible ?? 0),
    delayed: Number(attributes.ApproximateNumberOfMessagesDelayed ?? 0),
  };
}
