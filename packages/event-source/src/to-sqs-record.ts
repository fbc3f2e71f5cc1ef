import type { SQSMessageAttribute, SQSMessageAttributes, SQSRecord, SQSRecordAttributes } from "aws-lambda";

/** A message as `ReceiveMessage` answers it; the SDK's own type fits. */
export interface ReceivedMessage {
  MessageId?: string | undefined;
  ReceiptHandle?: string | undefined;
  Body?: string | undefined;
  MD5OfBody?: string | undefined;
  MD5OfMessageAttributes?: string | undefined;
  Attributes?: { [name: string]: string | undefined } | undefined;
  MessageAttributes?: { [name: string]: ReceivedMessageAttribute } | undefined;
}

/** One message attribute as `ReceiveMessage` answers it. */
export interface ReceivedMessageAttribute {
  DataType: string | undefined;
  StringValue?: string | undefined;
  BinaryValue?: Uint8Array | undefined;
}

/** Where the message was received. */
export interface RecordOrigin {
  /** ARN of the queue, for `eventSourceARN`. */
  queueArn: string;
  /** Region of the queue, for `awsRegion`. */
  region: string;
}

/**
 * Makes the record that Lambda would hand to a function (C29, C30): members in lower camel case, binary values in
 * base64, the two list members that AWS fills with empty lists, `md5OfMessageAttributes` only if there are attributes.
 *
 * @example
 * const { Messages = [] } = await client.send(new ReceiveMessageCommand({ QueueUrl, MessageSystemAttributeNames: ["All"] }));
 * const records = Messages.map((message) => toSqsRecord(message, { queueArn, region: "us-west-2" }));
 */
export function toSqsRecord(message: ReceivedMessage, { queueArn, region }: RecordOrigin): SQSRecord {
  return {
    messageId: message.MessageId ?? "",
    receiptHandle: message.ReceiptHandle ?? "",
    body: message.Body ?? "",
    attributes: { ...message.Attributes } as unknown as SQSRecordAttributes, // what was asked for is what SQS answers
    messageAttributes: toMessageAttributes(message.MessageAttributes),
    ...(message.MD5OfMessageAttributes ? { md5OfMessageAttributes: message.MD5OfMessageAttributes } : {}),
    md5OfBody: message.MD5OfBody ?? "",
    eventSource: "aws:sqs",
    eventSourceARN: queueArn,
    awsRegion: region,
  };
}

// --- internal ---

function toMessageAttributes(attributes: ReceivedMessage["MessageAttributes"] = {}): SQSMessageAttributes {
  // The SDK cannot read every name: for `__proto__` it gives no value. That must not cost the rest of the receive.
  const readable = Object.entries(attributes).filter(([, attribute]) => attribute !== undefined);
  return Object.fromEntries(readable.map(([name, attribute]) => [name, toMessageAttribute(attribute)]));
}

function toMessageAttribute({ DataType, StringValue, BinaryValue }: ReceivedMessageAttribute): SQSMessageAttribute {
  return {
    ...(StringValue === undefined ? {} : { stringValue: StringValue }),
    ...(BinaryValue === undefined ? {} : { binaryValue: Buffer.from(BinaryValue).toString("base64") }),
    stringListValues: [],
    binaryListValues: [],
    dataType: DataType ?? "String",
  };
}
