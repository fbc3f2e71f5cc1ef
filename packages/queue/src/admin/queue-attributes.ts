import type { QueueSettings } from "@letsgo/config";
import { DEFAULT_MAX_MESSAGE_SIZE_BYTES, MAX_RETENTION_SECONDS } from "../queue-limits.ts";

/** Queue attributes by SQS's names, as SQS takes and gives them. */
export type QueueAttributes = Readonly<Record<string, string>>;

/** What the settings say of the main queue. */
export function queueAttributesOf(settings: QueueSettings, dlqArn: string): QueueAttributes {
  return {
    VisibilityTimeout: String(settings.visibilityTimeoutSeconds),
    MessageRetentionPeriod: String(settings.messageRetentionPeriodSeconds),
    ReceiveMessageWaitTimeSeconds: String(settings.receiveMessageWaitTimeSeconds),
    RedrivePolicy: JSON.stringify({ deadLetterTargetArn: dlqArn, maxReceiveCount: settings.maxReceiveCount }),
    ...maximumMessageSizeOf(settings.maxMessageSizeBytes),
  };
}

/** What the settings say of the dead-letter queue: it keeps messages as long as SQS can (D22, D23). */
export function dlqAttributesOf(settings: QueueSettings): QueueAttributes {
  return {
    VisibilityTimeout: String(settings.visibilityTimeoutSeconds),
    MessageRetentionPeriod: String(MAX_RETENTION_SECONDS),
    ...maximumMessageSizeOf(settings.maxMessageSizeBytes),
  };
}

/** What only a queue gets that we create: its kind, and a size where the settings leave that to the queue. */
export function createOnlyAttributesOf({ queueName }: QueueSettings): QueueAttributes {
  return {
    ...maximumMessageSizeOf(DEFAULT_MAX_MESSAGE_SIZE_BYTES),
    ...(queueName.endsWith(".fifo") && { FifoQueue: "true" }),
  };
}

/** The wanted attributes that are not present as wanted. */
export function differingAttributes(present: QueueAttributes, wanted: QueueAttributes): QueueAttributes {
  return Object.fromEntries(
    Object.entries(wanted).filter(([name, value]) => toComparable(name, present[name]) !== toComparable(name, value)),
  );
}

// --- internal ---

function maximumMessageSizeOf(bytes: number | undefined): QueueAttributes {
  return bytes === undefined ? {} : { MaximumMessageSize: String(bytes) };
}

/** A policy is JSON, in which order and kind of the values differ from one SQS to another. */
function toComparable(name: string, value: string | undefined): string | undefined {
  if (name !== "RedrivePolicy" || !value) return value;
  const { deadLetterTargetArn, maxReceiveCount } = JSON.parse(value) as Record<string, unknown>;
  return `${deadLetterTargetArn} ${maxReceiveCount}`;
}
