import {
  type BatchResultErrorEntry,
  GetQueueAttributesCommand,
  type MessageAttributeValue,
  SendMessageBatchCommand,
  type SendMessageBatchRequestEntry,
  type SQSClient,
} from "@aws-sdk/client-sqs";
import type { QueueSettings } from "@letsgo/config";
import { type CallDeadline, callDeadline } from "../call-deadline.ts";
import type { Envelope, EnvelopeAttribute } from "../envelope.ts";
import { MessageTooLargeError, QueueError, QueueRefusedError } from "../errors.ts";
import { DEFAULT_MAX_MESSAGE_SIZE_BYTES, MAX_DELAY_SECONDS } from "../queue-limits.ts";
import { createSqsClient } from "../sqs-client.ts";
import { isQueueMissing, isThrottling, reasonOf, refusedSizeLimit, toQueueError, toReason } from "../sqs-errors.ts";
import { createQueueUrl, type QueueUrl } from "./queue-url.ts";
import type { SendOutcome, Transport } from "./transport.ts";

/** How an SQS transport is made. */
export interface SqsTransportOptions {
  readonly settings: QueueSettings;
  /** It stays the caller's to destroy. @default one of the transport's own */
  readonly client?: SQSClient | undefined;
  /** Where the caller knows the queue's URL, so that it is looked up once. @default looked up by the settings */
  readonly queueUrl?: QueueUrl;
}

/** Queued mode: SendMessageBatch, one entry per envelope. */
export function createSqsTransport(options: SqsTransportOptions): Transport {
  const { settings } = options;
  const client = options.client ?? createSqsClient(settings);
  const queueUrl = options.queueUrl ?? createQueueUrl(client, settings);
  let limit: Promise<number> | undefined;

  return {
    async send(envelopes, { sinceMs } = {}) {
      const call = callDeadline(sinceMs);
      try {
        return await onQueue(queueUrl, (url) => sendBatch(client, url, { envelopes, settings, call }));
      } catch (error) {
        return envelopes.map((envelope) => ({ accepted: false, error: toSendError(error, envelope, settings) }));
      }
    },
    maxMessageSizeBytes() {
      if (settings.maxMessageSizeBytes !== undefined) return Promise.resolve(settings.maxMessageSizeBytes);
      limit ??= onQueue(queueUrl, (url) => readLimit(client, url)).catch((error: unknown) => {
        limit = undefined;
        throw toOwnError(error, settings);
      });
      return limit;
    },
    async close() {
      if (options.client === undefined) client.destroy();
    },
  };
}

// --- internal ---

/** Calls with the queue's URL; where the queue has gone (an emulator's restart) looks for it and calls once more. */
async function onQueue<T>(queueUrl: QueueUrl, call: (url: string) => Promise<T>): Promise<T> {
  const asked = queueUrl.get();
  const url = await asked;
  try {
    return await call(url);
  } catch (error) {
    if (!isQueueMissing(error)) throw error;
    return await call(await queueUrl.getAgain(asked));
  }
}

async function sendBatch(
  client: SQSClient,
  queueUrl: string,
  { envelopes, settings, call }: { envelopes: readonly Envelope[]; settings: QueueSettings; call: CallDeadline },
): Promise<SendOutcome[]> {
  const Entries = envelopes.map(toEntry);
  const command = new SendMessageBatchCommand({ QueueUrl: queueUrl, Entries });
  const { Successful = [], Failed = [] } = await client.send(command, call);
  const accepted = new Map(Successful.map((entry) => [entry.Id, entry.MessageId]));
  const failed = new Map(Failed.map((entry) => [entry.Id, entry]));
  return envelopes.map((envelope, index) => {
    const id = String(index);
    const sqsMessageId = accepted.get(id);
    return sqsMessageId === undefined
      ? toFailure(failed.get(id), envelope, settings)
      : { accepted: true, sqsMessageId };
  });
}

function toEntry(envelope: Envelope, index: number): SendMessageBatchRequestEntry {
  const { body, attributes, delaySeconds, groupId, deduplicationId, traceHeader } = envelope;
  return {
    Id: String(index),
    MessageBody: body,
    // A FIFO queue, which alone has deduplication ids, takes no delay per message (D3).
    ...(delaySeconds !== undefined &&
      deduplicationId === undefined && { DelaySeconds: Math.min(delaySeconds, MAX_DELAY_SECONDS) }),
    ...(groupId !== undefined && { MessageGroupId: groupId }),
    ...(deduplicationId !== undefined && { MessageDeduplicationId: deduplicationId }),
    MessageAttributes: Object.fromEntries(
      Object.entries(attributes).map(([name, attribute]) => [name, toAttributeValue(attribute)]),
    ),
    ...(traceHeader !== undefined && {
      MessageSystemAttributes: { AWSTraceHeader: { DataType: "String", StringValue: traceHeader } },
    }),
  };
}

function toAttributeValue({ dataType, value }: EnvelopeAttribute): MessageAttributeValue {
  return dataType.startsWith("Binary")
    ? { DataType: dataType, BinaryValue: Buffer.from(value, "base64") }
    : { DataType: dataType, StringValue: value };
}

/** Asked once; a role that may only send is no reason not to send, since SQS refuses by itself what is too large. */
async function readLimit(client: SQSClient, queueUrl: string): Promise<number> {
  const command = new GetQueueAttributesCommand({ QueueUrl: queueUrl, AttributeNames: ["MaximumMessageSize"] });
  try {
    const { Attributes } = await client.send(command, callDeadline());
    return Number(Attributes?.MaximumMessageSize ?? DEFAULT_MAX_MESSAGE_SIZE_BYTES);
  } catch (error) {
    if (isQueueMissing(error) || toQueueError(error, queueUrl).retryable) throw error;
    return DEFAULT_MAX_MESSAGE_SIZE_BYTES;
  }
}

function toSendError(error: unknown, envelope: Envelope, settings: QueueSettings): QueueError {
  const message = error instanceof Error ? error.message : undefined;
  return toTooLarge(reasonOf(error), message, envelope, settings) ?? toOwnError(error, settings, envelope.messageId);
}

function toFailure(entry: BatchResultErrorEntry | undefined, envelope: Envelope, settings: QueueSettings): SendOutcome {
  const error = toEntryError(entry, envelope, settings);
  return { accepted: false, error, entryRetryable: error.retryable };
}

function toEntryError(
  entry: BatchResultErrorEntry | undefined,
  envelope: Envelope,
  settings: QueueSettings,
): QueueError {
  const reason = toReason(entry?.Code ?? "no answer for the entry");
  return (
    toTooLarge(reason, entry?.Message, envelope, settings) ??
    new QueueRefusedError(settings.queueUrl ?? settings.queueName, reason, {
      messageId: envelope.messageId,
      text: entry?.Message,
      retryable: entry?.SenderFault !== true || isThrottling(reason),
    })
  );
}

function toTooLarge(reason: string, message: string | undefined, envelope: Envelope, settings: QueueSettings) {
  const named = refusedSizeLimit(reason, message);
  if (named === undefined) return undefined;
  const limitBytes = named || (settings.maxMessageSizeBytes ?? DEFAULT_MAX_MESSAGE_SIZE_BYTES);
  return new MessageTooLargeError({ ...envelope.size, limitBytes }, { messageId: envelope.messageId });
}

function toOwnError(error: unknown, settings: QueueSettings, messageId?: string): QueueError {
  if (error instanceof QueueError) return error;
  return toQueueError(error, settings.queueUrl ?? settings.endpoint ?? settings.queueName, messageId);
}
