import { DeleteMessageCommand, ReceiveMessageCommand, type SQSClient } from "@aws-sdk/client-sqs";
import type { SQSRecord } from "aws-lambda";
import { toRecord } from "../src/admin/to-record.ts";

/** What lies visible in the queue, without waiting; received, so that it is in flight afterwards. */
export async function receiveRecords(client: SQSClient, queueUrl: string): Promise<SQSRecord[]> {
  const { Messages = [] } = await client.send(
    new ReceiveMessageCommand({
      QueueUrl: queueUrl,
      MaxNumberOfMessages: 10,
      WaitTimeSeconds: 0,
      MessageAttributeNames: ["All"],
      MessageSystemAttributeNames: ["All"],
    }),
  );
  const queueArn = `arn:aws:sqs:us-west-2:000000000000:${queueUrl.split("/").at(-1)}`;
  return Messages.map((message) => toRecord(message, queueArn));
}

/** What the event source does with a record whose handling succeeded. */
export async function deleteRecord(client: SQSClient, queueUrl: string, record: SQSRecord): Promise<void> {
  await client.send(new DeleteMessageCommand({ QueueUrl: queueUrl, ReceiptHandle: record.receiptHandle }));
}
