import { hash } from "node:crypto";
import type { QueueSettings } from "@letsgo/config";
import type { SQSMessageAttributes, SQSRecord, SQSRecordAttributes } from "aws-lambda";
import type { Envelope } from "../envelope.ts";
import { accountIdOf } from "../queue-account.ts";
import { md5OfAttributes } from "./md5-of-attributes.ts";

/**
 * The record that a worker gets in direct mode: what Lambda's event source mapping would hand over at the first delivery
 * (C29, C30), with the message's identity as its `messageId`.
 */
export function toDirectRecord(envelope: Envelope, settings: QueueSettings): SQSRecord {
  const sentAt = String(Date.now());
  return {
    messageId: envelope.messageId,
    // Delivered once, and nothing takes the handle: the identity is as good as any.
    receiptHandle: envelope.messageId,
    body: envelope.body,
    attributes: {
      ApproximateReceiveCount: "1",
      SentTimestamp: sentAt,
      SenderId: "letsgo:local",
      ApproximateFirstReceiveTimestamp: sentAt,
      ...groupAttributesOf(envelope),
      ...(envelope.traceHeader !== undefined && { AWSTraceHeader: envelope.traceHeader }),
    },
    messageAttributes: toMessageAttributes(envelope),
    md5OfBody: hash("md5", envelope.body),
    md5OfMessageAttributes: md5OfAttributes(envelope.attributes),
    eventSource: "aws:sqs",
    eventSourceARN: `arn:aws:sqs:${settings.region}:${accountIdOf(settings)}:${settings.queueName}`,
    awsRegion: settings.region,
  };
}

// --- internal ---

let sequence = 0n;

/** As SQS adds them (C30, D33); numbers of 20 digits that rise. */
function groupAttributesOf({ groupId, deduplicationId }: Envelope): Partial<SQSRecordAttributes> {
  if (groupId === undefined) return {};
  if (deduplicationId === undefined) return { MessageGroupId: groupId };
  sequence += 1n;
  const SequenceNumber = String(FIRST_SEQUENCE_NUMBER + sequence);
  return { MessageGroupId: groupId, MessageDeduplicationId: deduplicationId, SequenceNumber };
}

const FIRST_SEQUENCE_NUMBER = 18_000_000_000_000_000_000n;

function toMessageAttributes({ attributes }: Envelope): SQSMessageAttributes {
  return Object.fromEntries(
    Object.entries(attributes).map(([name, { dataType, value }]) => [
      name,
      { stringValue: value, stringListValues: [], binaryListValues: [], dataType },
    ]),
  );
}
