import type { Message as SqsMessage } from "@aws-sdk/client-sqs";
import { DeleteMessageCommand, ReceiveMessageCommand, type SQSClient } from "@aws-sdk/client-sqs";
import type { SQSRecord } from "aws-lambda";

/** A received message as Lambda's event source mapping hands it over (C29). */
export function toRecord(message: SqsMessage, queueName: string): SQSRecord {
  const attributes = Object.entries(message.MessageAttributes ?? {}).map(([name, value]) => [
    name,
    {
      dataType: value.DataType,
      ...(value.StringValue !== undefined && { stringValue: value.StringValue }),
      ...(value.BinaryValue && { binaryValue: Buffer.from(value.BinaryValue).toString("base64") }),
      stringListValues: [],
      binaryListValues: [],
    },
  ]);
  return {
    messageId: message.MessageId ?? "",
    receiptHandle: message.ReceiptHandle ?? "",
    body: message.Body ?? "",
    attributes: message.Attributes as unknown as SQSRecord["attributes"],
    messageAttributes: Object.fromEntries(attributes),
    md5OfBody: message.MD5OfBody ?? "",
    eventSource: "aws:sqs",
    eventSourceARN: `arn:aws:sqs:us-west-2:000000000000:${queueName}`,
    awsRegion: "us-west-2",
  };
}

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
  return Messages.map((message) => toRecord(message, queueUrl.split("/").at(-1) ?? ""));
}

/** What the event source does with a record whose handling succeeded. */
export async function deleteRecord(client: SQSClient, queueUrl: string, record: SQSRecord): Promise<void> {
  await client.send(new DeleteMessageCommand({ QueueUrl: queueUrl, ReceiptHandle: record.receiptHandle }));
}
