import { randomUUID } from "node:crypto";
import type { SQSClient } from "@aws-sdk/client-sqs";
import type { QueueSettings } from "@letsgo/config";
import type { EnqueueOptions } from "../enqueue-options.ts";
import { type Envelope, type EnvelopeAttribute, envelopeAttribute } from "../envelope.ts";
import { InvalidDelayError } from "../errors.ts";
import { MAX_DELAY_SECONDS } from "../queue-limits.ts";
import { checkAttributes } from "../sending/check-attributes.ts";
import { checkDelay } from "../sending/check-delay.ts";
import { checkGroup } from "../sending/check-group.ts";
import { sizeOf } from "../sending/size-of.ts";
import { tellAccepted } from "../sending/tell-sent.ts";
import { traceIdOfIdentity } from "../trace/trace-of-identity.ts";
import { createSqsTransport } from "../transports/sqs-transport.ts";

/**
 * Sends a body as it stands to the queue, malformed ones too: what a foreign producer may send, or what a message was.
 * It gets an identity of its own.
 *
 * @param options as those of `enqueue`, but for the delay: at most 900 seconds, since nobody re-sends it
 * @returns its identity
 * @throws {InvalidDelayError} where the delay is out of range
 * @throws {InvalidGroupError} where `groupId` or `deduplicationId` is missing or not what SQS takes
 * @throws {InvalidAttributeError} where one of the attributes is not what SQS takes
 * @throws {MessageTooLargeError} where it weighs more than the queue takes
 * @throws {QueueUnreachableError} where SQS does not answer
 */
export async function sendBody(
  client: SQSClient,
  settings: QueueSettings,
  body: string,
  options: EnqueueOptions = {},
): Promise<{ messageId: string }> {
  const envelope = toRawEnvelope(body, options, settings);
  const [outcome] = await createSqsTransport({ client, settings }).send([envelope]);
  if (!outcome?.accepted) throw outcome?.error;
  const traceId = traceIdOfIdentity(envelope.messageId);
  tellAccepted({ envelope, mode: "queued", parentMessageId: undefined, traceId }, outcome.sqsMessageId);
  return { messageId: envelope.messageId };
}

// --- internal ---

/** What a body without a type is called. */
const RAW_TYPE = "(raw)";

function toRawEnvelope(body: string, options: EnqueueOptions, { queueName }: QueueSettings): Envelope {
  const messageId = randomUUID();
  const fifo = queueName.endsWith(".fifo");
  const delaySeconds = checkDelay(options.delaySeconds, { fifo });
  if (delaySeconds !== undefined && delaySeconds > MAX_DELAY_SECONDS) {
    throw new InvalidDelayError(delaySeconds, MAX_DELAY_SECONDS);
  }
  const text = (value: string): EnvelopeAttribute => ({ dataType: "String", value });
  const attributes = Object.fromEntries([
    [envelopeAttribute.messageId, text(messageId)],
    ...(options.replayOf === undefined ? [] : [[envelopeAttribute.replayOf, text(options.replayOf)] as const]),
    ...checkAttributes(options.attributes).map(([name, value]) => [name, text(value)] as const),
  ]);
  const group = checkGroup(options, { messageId, fifo });
  return { messageId, type: typeIn(body), body, attributes, delaySeconds, ...group, size: sizeOf(body, attributes) };
}

function typeIn(body: string): string {
  try {
    const { type } = (JSON.parse(body) ?? {}) as { type?: unknown };
    return typeof type === "string" && type !== "" ? type : RAW_TYPE;
  } catch {
    return RAW_TYPE;
  }
}
