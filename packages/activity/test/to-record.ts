import type { SQSRecord } from "aws-lambda";

/** A delivery of a message that this stack's producer sent: its identity is an attribute, SQS's own id differs. */
export function toRecord(messageId: string, receiveCount = 1): SQSRecord {
  return {
    messageId: `sqs-${messageId}`,
    receiptHandle: `handle-${messageId}-${receiveCount}`,
    body: "{}",
    attributes: {
      ApproximateReceiveCount: String(receiveCount),
      SentTimestamp: "1",
      SenderId: "000000000000",
      ApproximateFirstReceiveTimestamp: "1",
    },
    messageAttributes: { "letsgo.messageId": { stringValue: messageId, dataType: "String" } },
    md5OfBody: "99914b932bd37a50b983c5e7c90ae93b",
    eventSource: "aws:sqs",
    eventSourceARN: "arn:aws:sqs:us-west-2:000000000000:q",
    awsRegion: "us-west-2",
  };
}
