import { randomUUID } from "node:crypto";
import type { SQSClient } from "@aws-sdk/client-sqs";
import type { QueueSettings } from "@letsgo/config";
import type { PayloadOf } from "@letsgo/types";
import type { EnqueueOptions } from "./enqueue-options.ts";
import type { Envelope } from "./envelope.ts";
import { MessageTooLargeError, ProducerClosedError } from "./errors.ts";
import { publish } from "./events.ts";
import { LEAST_MAX_MESSAGE_SIZE_BYTES } from "./queue-limits.ts";
import { toEnvelope } from "./sending/to-envelope.ts";
import { createHttpTransport } from "./transports/http-transport.ts";
import { createSqsTransport } from "./transports/sqs-transport.ts";
import type { Transport } from "./transports/transport.ts";

/** What {@link Producer.enqueue} resolves with. */
export interface EnqueueResult {
  /** The message's identity: in logs, outcomes and on every copy of the message. */
  readonly messageId: string;
}

/** Makes envelopes and hands them to a transport. */
export interface Producer {
  /** As the package's `enqueue`, with this producer's settings. */
  enqueue<T extends string>(
    message: { type: T; payload: PayloadOf<T> },
    options?: EnqueueOptions,
  ): Promise<EnqueueResult>;
  /** Refuses further messages, lets those under way end, frees connections. May be called twice. */
  close(): Promise<void>;
}

/** How a producer is made. */
export interface ProducerOptions {
  /** Mode, addresses and limits, for example by `queueSettingsOf(process.env)`. */
  readonly settings: QueueSettings;
  /**
   * SQS client for queued mode; it stays the caller's to destroy.
   *
   * @default one made by `createSqsClient(settings)` and destroyed by `close()`
   */
  readonly client?: SQSClient | undefined;
}

/**
 * Creates a producer; connections are made by the first message.
 *
 * @example
 * const producer = createProducer({ settings: queueSettingsOf(process.env) });
 * await producer.enqueue({ type: "order:new", payload: { orderId: "123", customerId: "456" } });
 * await producer.close();
 */
export function createProducer({ settings, client }: ProducerOptions): Producer {
  const transport =
    settings.mode === "direct" ? createHttpTransport({ settings }) : createSqsTransport({ settings, client });
  const warnedTypes = new Set<string>();
  const underWay = new Set<Promise<unknown>>();
  let closing: Promise<void> | undefined;

  return {
    async enqueue(message, options = {}) {
      if (closing) throw new ProducerClosedError();
      const { envelope, catalogued } = toEnvelope(message, options, {
        messageId: randomUUID(),
        bmpOnly: settings.bmpOnly,
      });
      if (!catalogued) warnOnce(warnedTypes, envelope.type);
      const sending = send(transport, envelope, settings);
      underWay.add(sending);
      try {
        await sending;
      } finally {
        underWay.delete(sending);
      }
      return { messageId: envelope.messageId };
    },

    close() {
      closing ??= Promise.allSettled(underWay).then(() => transport.close());
      return closing;
    },
  };
}

// --- internal ---

/** Types that are made up by the thousand must not fill the memory; beyond this no further warning comes. */
const MAX_WARNED_TYPES = 1000;

async function send(transport: Transport, envelope: Envelope, { mode }: QueueSettings): Promise<void> {
  await checkSize(transport, envelope);
  const [outcome] = await transport.send([envelope]);
  if (!outcome) throw new TypeError("Expected the transport to give one outcome per envelope, got none");
  if (!outcome.accepted) throw outcome.error;

  const { messageId, type, body, delaySeconds } = envelope;
  publish({
    name: "accepted",
    messageId,
    ...(outcome.sqsMessageId !== undefined && { sqsMessageId: outcome.sqsMessageId }),
    type,
    mode,
    bytes: envelope.size.totalBytes,
    ...(mode === "queued" && delaySeconds !== undefined && { delaySeconds }),
    body,
    at: Date.now(),
  });
  if (mode === "direct" && delaySeconds) publish({ name: "delay-not-observed", messageId, type, delaySeconds });
}

async function checkSize(transport: Transport, { size, messageId }: Envelope): Promise<void> {
  // So small a message needs no limit, and an API's first message no further call.
  if (size.totalBytes <= LEAST_MAX_MESSAGE_SIZE_BYTES) return;
  const limitBytes = await transport.maxMessageSizeBytes();
  if (size.totalBytes > limitBytes) throw new MessageTooLargeError({ ...size, limitBytes }, { messageId });
}

function warnOnce(warnedTypes: Set<string>, type: string): void {
  if (warnedTypes.has(type) || warnedTypes.size >= MAX_WARNED_TYPES) return;
  warnedTypes.add(type);
  publish({ name: "unknown-type", type });
}
