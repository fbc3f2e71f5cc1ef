import type { SQSClient } from "@aws-sdk/client-sqs";
import type { Mode, QueueSettings } from "@letsgo/config";
import type { PayloadOf } from "@letsgo/types";
import type { EnqueueOptions } from "./enqueue-options.ts";
import { ProducerClosedError } from "./errors.ts";
import { createLazyPayloadStore } from "./payloads/lazy-payload-store.ts";
import { createOutgoings, type Outgoing } from "./sending/outgoing.ts";
import { createRoom, type Room } from "./sending/room.ts";
import { createRoutes } from "./sending/routes.ts";
import { createTelling } from "./sending/tell-sent.ts";

/** What {@link Producer.enqueue} resolves with. */
export interface EnqueueResult {
  /** The message's identity: in logs, outcomes and on every copy of the message. */
  readonly messageId: string;
}

/** Messages for {@link Producer.enqueueMany}, each checked against its own type. */
export type OutgoingMessages<T extends readonly string[]> = {
  readonly [I in keyof T]: {
    readonly type: T[I];
    readonly payload: PayloadOf<T[I]>;
    /** This message's own options. */
    readonly options?: EnqueueOptions | undefined;
  };
};

/** What became of one message of {@link Producer.enqueueMany}. */
export type EnqueueManyResult =
  | ({ readonly accepted: true } & EnqueueResult)
  | { readonly accepted: false /** What `enqueue` would have rejected with. */; readonly error: Error };

/** Makes envelopes and hands them to a transport. */
export interface Producer {
  /** As the package's `enqueue`, with this producer's settings. */
  enqueue<T extends string>(
    message: { type: T; payload: PayloadOf<T> },
    options?: EnqueueOptions,
  ): Promise<EnqueueResult>;
  /** As the package's `enqueueMany`, with this producer's settings. */
  enqueueMany<const T extends readonly string[]>(messages: OutgoingMessages<T>): Promise<EnqueueManyResult[]>;
  /** Refuses further messages, lets those under way end, frees connections. May be called twice. */
  close(): Promise<void>;
}

/** How a producer is made. */
export interface ProducerOptions {
  /** Mode, addresses and limits, for example by `queueSettingsOf(process.env)`. */
  readonly settings: QueueSettings;
  /**
   * The mode of this moment, asked by each `enqueue`; what is under way ends by the transport that it began with.
   *
   * @default the settings' mode, always
   */
  readonly mode?: (() => Mode) | undefined;
  /**
   * SQS client for queued mode; it stays the caller's to destroy.
   *
   * @default one made by `createSqsClient(settings)` and destroyed by `close()`
   */
  readonly client?: SQSClient | undefined;
}

/**
 * Creates a producer; connections are made by the first message. Messages that are enqueued at the same time share calls;
 * at most 10,000 messages or 64 MiB are unsent at any time.
 *
 * @example
 * const producer = createProducer({ settings: queueSettingsOf(process.env) });
 * await producer.enqueue({ type: "order:new", payload: { orderId: "123", customerId: "456" } });
 * await producer.close();
 */
export function createProducer({ settings, mode = () => settings.mode, client }: ProducerOptions): Producer {
  const store = createLazyPayloadStore(settings);
  const room = createRoom();
  const routes = createRoutes({ settings, client, store, room });
  const manyUnderWay = new Set<Promise<unknown>>();
  const toOutgoing = createOutgoings(settings, mode);
  const tell = createTelling();
  let closing: Promise<void> | undefined;

  async function send(outgoing: Outgoing, takeRoom?: () => void): Promise<EnqueueResult> {
    try {
      takeRoom?.();
      await post(outgoing);
      return { messageId: outgoing.envelope.messageId };
    } catch (error) {
      outgoing.trace.failed(error);
      tell.refused(outgoing, error as Error);
      throw error;
    }
  }

  async function post(outgoing: Outgoing): Promise<void> {
    const { preparation, outbox } = routes.of(outgoing.mode);
    const preparing = preparation.prepare(outgoing.envelope);
    const outcome = await outbox.post(outgoing.envelope, preparing);
    const sent = preparing ? await preparing : outgoing.envelope;
    if (!outcome.accepted) {
      await preparation.undo(sent, outcome.error);
      throw outcome.error;
    }
    outgoing.trace.accepted(sent, outcome.sqsMessageId);
    tell.accepted({ ...outgoing, envelope: sent }, outcome.sqsMessageId);
  }

  return {
    async enqueue(message, options) {
      if (closing) throw new ProducerClosedError();
      const outgoing = toOutgoing(message, options);
      const { size, messageId } = outgoing.envelope;
      return await send(outgoing, () => room.take(size.totalBytes, messageId));
    },

    async enqueueMany(messages) {
      if (closing) throw new ProducerClosedError();
      const sending = sendMany(messages, room, { toOutgoing, send });
      manyUnderWay.add(sending);
      return await sending.finally(() => manyUnderWay.delete(sending));
    },

    close() {
      closing ??= Promise.all([...manyUnderWay])
        .then(() => room.whenEmpty())
        .then(() => Promise.all([routes.close(), store?.close()]))
        .then(() => undefined);
      return closing;
    },
  };
}

// --- internal ---

async function sendMany(
  messages: readonly { readonly options?: EnqueueOptions | undefined }[],
  room: Room,
  own: {
    toOutgoing: (message: unknown, options?: EnqueueOptions) => Outgoing;
    send: (outgoing: Outgoing) => Promise<EnqueueResult>;
  },
): Promise<EnqueueManyResult[]> {
  const results: (EnqueueManyResult | Promise<EnqueueManyResult>)[] = [];
  for (const each of messages) {
    try {
      const { options, ...message } = Object(each);
      const outgoing = own.toOutgoing(message, options);
      const entered = room.takeWhenFree(outgoing.envelope.size.totalBytes);
      // Awaited only where it must be: what is posted without a pause between goes together.
      if (entered) await entered;
      results.push(own.send(outgoing).then(toAccepted, toRefused));
    } catch (error) {
      results.push(toRefused(error));
    }
  }
  return await Promise.all(results);
}

function toAccepted({ messageId }: EnqueueResult): EnqueueManyResult {
  return { accepted: true, messageId };
}

/** A payload's getter may throw anything; what is told is an Error. */
function toRefused(thrown: unknown): EnqueueManyResult {
  const error = thrown instanceof Error ? thrown : new Error(`Expected a message, got ${thrown}`, { cause: thrown });
  return { accepted: false, error };
}
