import type { LiveWatch } from "@letsgo/config";
import type { PayloadOf } from "@letsgo/types";
import { liveSettingsOfEnvironment, settingsOfEnvironment } from "./config.ts";
import type { EnqueueOptions } from "./enqueue-options.ts";
import {
  createProducer,
  type EnqueueManyResult,
  type EnqueueResult,
  type OutgoingMessages,
  type Producer,
} from "./producer.ts";

/**
 * Sends a message to the worker: by HTTP in direct mode, through SQS in queued mode, as the environment says at the
 * first call and `live.json` at each. Resolves when the worker has accepted the message (direct, before its handler runs) or SQS has (queued).
 *
 * @throws {InvalidMessageError} where the message is not JSON or not what its type's schema says
 * @throws {InvalidOptionError} where `options` is no object or holds an option that does not exist
 * @throws {InvalidDelayError} where `delaySeconds` is not a whole number from 0 to 31,536,000, or above 0 on a FIFO queue
 * @throws {InvalidGroupError} where `groupId` or `deduplicationId` is missing or not what SQS takes
 * @throws {InvalidAttributeError} where one of `attributes` is not what SQS takes
 * @throws {MessageTooLargeError} where the message weighs more than the queue takes, and no bucket takes its payload
 * @throws {PayloadStoreError} where the bucket does not take the payload of such a message
 * @throws {QueueFullError} where 10,000 messages or 64 MiB are unsent already
 * @throws {WorkerUnreachableError} direct mode, where no worker answers
 * @throws {QueueUnreachableError} queued mode, where SQS does not answer or has no such queue
 * @throws {ConfigError} where the environment's settings are wrong
 * @example
 * const { messageId } = await enqueue({ type: "order:new", payload: { orderId: "123", customerId: "456" } });
 */
export async function enqueue<T extends string>(
  message: { type: T; payload: PayloadOf<T> },
  options?: EnqueueOptions,
): Promise<EnqueueResult> {
  return producerOfEnvironment().enqueue(message, options);
}

/**
 * Sends many messages, in as few calls as they fit into. Waits for room where the producer is full, so the list may be of
 * any length; it never rejects for one message.
 *
 * @returns one result per message, in order, failures included
 * @throws {ConfigError} where the environment's settings are wrong
 * @throws {ProducerClosedError} on a producer that was closed
 * @example
 * const results = await enqueueMany(orders.map((payload) => ({ type: "order:new", payload })));
 * const failed = orders.filter((_, index) => !results[index]?.accepted);
 */
export async function enqueueMany<const T extends readonly string[]>(
  messages: OutgoingMessages<T>,
): Promise<EnqueueManyResult[]> {
  return producerOfEnvironment().enqueueMany(messages);
}

/** Lets what {@link enqueue} has under way end and frees its connections. The next call reads the environment again. */
export async function closeDefaultProducer(): Promise<void> {
  const closed = defaults;
  defaults = undefined;
  closed?.live?.close();
  await closed?.producer.close();
}

// --- internal ---

let defaults: { readonly producer: Producer; readonly live: LiveWatch | undefined } | undefined;

function producerOfEnvironment(): Producer {
  defaults ??= createDefaults();
  return defaults.producer;
}

function createDefaults() {
  const settings = settingsOfEnvironment();
  const live = liveSettingsOfEnvironment();
  return { producer: createProducer({ settings, mode: live && (() => live.values().mode.mode) }), live };
}
