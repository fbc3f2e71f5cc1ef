import { createHash, randomUUID } from "node:crypto";
import type { SQSRecord } from "aws-lambda";

/** A record as SQS and Lambda give it, with `body` in JSON unless it is a text. */
export function toRecord(body: unknown, attributes: Partial<SQSRecord["attributes"]> = {}): SQSRecord {
  const text = typeof body === "string" ? body : JSON.stringify(body);
  return {
    messageId: randomUUID(),
    receiptHandle: randomUUID(),
    body: text,
    attributes: {
      ApproximateReceiveCount: "1",
      SentTimestamp: "1790000000000",
      SenderId: "000000000000",
      ApproximateFirstReceiveTimestamp: "1790000000001",
      ...attributes,
    },
    messageAttributes: {},
    md5OfBody: createHash("md5").update(text).digest("hex"),
    eventSource: "aws:sqs",
    eventSourceARN: "arn:aws:sqs:us-west-2:000000000000:letsgo-main-worker",
    awsRegion: "us-west-2",
  };
}

/** An order's message body. */
export function order(orderId: string) {
  return { type: "order:new", payload: { orderId, customerId: "customer-1" } };
}
