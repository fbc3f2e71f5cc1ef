import { GetQueueAttributesCommand, ReceiveMessageCommand, type SQSClient } from "@aws-sdk/client-sqs";
import type { SQSRecord } from "aws-lambda";
import { InvalidQueueError } from "./errors.ts";
import { toSqsRecord } from "./to-sqs-record.ts";

/** A queue that has answered: what records and checks need of it. */
export interface SqsQueue {
  queueUrl: string;
  queueArn: string;
  region: string;
  visibilityTimeoutSeconds: number;
}

/**
 * Reads the queue's attributes; that the endpoint answers shows that the queue exists and may be polled.
 *
 * @throws {InvalidQueueError} The answer lacks an ARN.
 */
export async function readQueue(client: SQSClient, queueUrl: string, signal: AbortSignal): Promise<SqsQueue> {
  const { Attributes: attributes = {} } = await client.send(
    new GetQueueAttributesCommand({ QueueUrl: queueUrl, AttributeNames: ["QueueArn", "VisibilityTimeout"] }),
    // Short, since an endpoint that is held up takes connections and never answers; nothing is lost by asking again.
    { abortSignal: AbortSignal.any([signal, AbortSignal.timeout(readDeadlineMs)]) },
  );
  const queueArn = attributes.QueueArn ?? "";
  const region = queueArn.split(":")[3]; // arn:aws:sqs:<region>:<account>:<name>
  if (!region) {
    throw new InvalidQueueError(
      queueUrl,
      `Expected the queue's QueueArn to be an ARN with a region, got "${queueArn}"`,
    );
  }
  return { queueUrl, queueArn, region, visibilityTimeoutSeconds: Number(attributes.VisibilityTimeout ?? 30) };
}

/** Receives up to `maximum` messages as records, waiting up to `waitTimeSeconds` for the first. */
export async function receiveRecords(
  client: SQSClient,
  { queueUrl, queueArn, region }: SqsQueue,
  { maximum, waitTimeSeconds }: { maximum: number; waitTimeSeconds: number },
): Promise<SQSRecord[]> {
  const { Messages: messages = [] } = await client.send(
    new ReceiveMessageCommand({
      QueueUrl: queueUrl,
      MaxNumberOfMessages: maximum,
      WaitTimeSeconds: waitTimeSeconds,
      // Three names for two wishes: some endpoints know only the older, some only the newer one.
      AttributeNames: ["All"],
      MessageSystemAttributeNames: ["All"],
      MessageAttributeNames: ["All"],
    }),
    { abortSignal: AbortSignal.timeout(waitTimeSeconds * 1_000 + overdueMs) },
  );
  return messages.map((message) => toSqsRecord(message, { queueArn, region }));
}

// --- internal ---

const readDeadlineMs = 5_000;

/**
 * A poll is never aborted while it may still be answered: the queue would go on holding it and hand the next message to
 * nobody. One that is overdue by this much has lost its connection (a laptop that slept), and nobody holds it.
 */
const overdueMs = 30_000;
