import type { SQSRecord } from "aws-lambda";
import type { SqsQueue } from "../sqs-queue.ts";
import { toSqsRecord } from "../to-sqs-record.ts";

/** A queue that no endpoint has. */
export const fakeQueue: SqsQueue = {
  queueUrl: "http://localhost/000000000000/orders",
  queueArn: "arn:aws:sqs:us-east-1:000000000000:orders",
  region: "us-east-1",
  visibilityTimeoutSeconds: 30,
};

/** A record as a receive from `fakeQueue` gives it; its body is its message id unless told otherwise. */
export function fakeRecord(messageId: string, { body = messageId, receiptHandle = messageId } = {}): SQSRecord {
  return toSqsRecord({ MessageId: messageId, ReceiptHandle: receiptHandle, Body: body }, fakeQueue);
}
