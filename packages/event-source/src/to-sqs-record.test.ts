import { expect, test } from "vitest";
import { toSqsRecord } from "./to-sqs-record.ts";

const origin = { queueArn: "arn:aws:sqs:eu-west-1:123456789012:orders", region: "eu-west-1" };

test("C29: a message without attributes has no md5OfMessageAttributes", () => {
  const message = {
    MessageId: "id",
    ReceiptHandle: "handle",
    Body: "{}",
    MD5OfBody: "99914b932bd37a50b983c5e7c90ae93b",
  };

  expect(toSqsRecord(message, origin)).toEqual({
    messageId: "id",
    receiptHandle: "handle",
    body: "{}",
    attributes: {},
    messageAttributes: {},
    md5OfBody: "99914b932bd37a50b983c5e7c90ae93b",
    eventSource: "aws:sqs",
    eventSourceARN: origin.queueArn,
    awsRegion: "eu-west-1",
  });
});

test("C29: attribute members are lower camel, numbers stay text and bytes become base64", () => {
  const { messageAttributes, md5OfMessageAttributes } = toSqsRecord(
    {
      MD5OfMessageAttributes: "f00d",
      MessageAttributes: {
        count: { DataType: "Number.int", StringValue: "12" },
        blob: { DataType: "Binary.png", BinaryValue: Uint8Array.of(0, 255) },
      },
    },
    origin,
  );

  expect(md5OfMessageAttributes).toBe("f00d");
  expect(messageAttributes).toEqual({
    count: { dataType: "Number.int", stringValue: "12", stringListValues: [], binaryListValues: [] },
    blob: { dataType: "Binary.png", binaryValue: "AP8=", stringListValues: [], binaryListValues: [] },
  });
});

test("C30: every system attribute that SQS answers is passed on", () => {
  const attributes = {
    ApproximateReceiveCount: "2",
    SentTimestamp: "1700000000000",
    SenderId: "AIDAEXAMPLE",
    ApproximateFirstReceiveTimestamp: "1700000000001",
    SequenceNumber: "18849496460467696128",
    MessageGroupId: "group",
    MessageDeduplicationId: "once",
    DeadLetterQueueSourceArn: origin.queueArn,
    AWSTraceHeader: "Root=1-5759e988-bd862e3fe1be46a994272793",
  };

  expect(toSqsRecord({ Attributes: attributes }, origin).attributes).toEqual(attributes);
});

test("an attribute that the SDK gives no value for costs neither its record nor the others of the receive", () => {
  const attributes = { unreadable: undefined, kept: { DataType: "String", StringValue: "v" } };

  const { messageAttributes } = toSqsRecord({ MessageAttributes: attributes as never }, origin);

  expect(Object.keys(messageAttributes)).toEqual(["kept"]);
});
