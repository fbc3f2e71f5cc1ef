import type { QueueSettings } from "@letsgo/config";
import { envelopeAttribute } from "../envelope.ts";
import { accountIdOf } from "../queue-account.ts";
import type { PeekedMessage } from "./peeked-message.ts";

/** How one emulator shows what lies in a queue. */
interface Peeker {
  /** Answers 200 on this emulator alone. */
  readonly probePath: string;
  readonly toPath: (queueName: string, settings: QueueSettings) => string;
  readonly headers: Record<string, string>;
  readonly toMessages: (answer: unknown) => PeekedMessage[];
}

const localstack: Peeker = {
  probePath: "/_localstack/health",
  toPath: (queueName, settings) =>
    `/_aws/sqs/messages/${settings.region}/${accountIdOf(settings)}/${queueName}?ShowInvisible=true&ShowDelayed=true`,
  // With the SDK's content type the answer is SQS's JSON; with `accept` alone it is its XML put into JSON, where one
  // message is no list.
  headers: { "content-type": "application/x-amz-json-1.0", accept: "application/json" },
  toMessages: (answer) =>
    ((answer as { Messages?: LocalStackMessage[] }).Messages ?? []).map((message) => ({
      messageId: identityIn(message.MessageAttributes) ?? message.MessageId,
      sqsMessageId: message.MessageId,
      body: message.Body,
      state: stateOf(message.Attributes.IsDelayed === "true", message.Attributes.IsVisible === "false"),
      receiveCount: Number(message.Attributes.ApproximateReceiveCount),
      sentAt: Number(message.Attributes.SentTimestamp),
    })),
};

const fauxqs: Peeker = {
  probePath: "/_fauxqs/queues",
  toPath: (queueName) => `/_fauxqs/queues/${queueName}`,
  headers: {},
  toMessages: (answer) => {
    const { ready, delayed, inflight } = (answer as { messages: FauxqsMessages }).messages;
    const now = Date.now();
    // Its lists do not move until the next receive, so the times decide.
    return [
      ...ready.map((message) => toPeeked(message, "waiting")),
      ...inflight.map((entry) => toPeeked(entry.message, stateOf(false, entry.visibilityDeadline > now))),
      ...delayed.map((message) => toPeeked(message, stateOf((message.delayUntil ?? 0) > now, false))),
    ];
  },
};

/** The emulators whose queues can be peeked. */
export const peekers = { localstack, fauxqs };

// --- internal ---

interface LocalStackMessage {
  readonly MessageId: string;
  readonly Body: string;
  readonly Attributes: Readonly<Record<string, string>>;
  readonly MessageAttributes?: AttributesByName;
}

interface FauxqsMessage {
  readonly messageId: string;
  readonly body: string;
  readonly messageAttributes?: AttributesByName;
  readonly approximateReceiveCount: number;
  readonly sentTimestamp: number;
  readonly delayUntil?: number;
}

interface FauxqsMessages {
  readonly ready: FauxqsMessage[];
  readonly delayed: FauxqsMessage[];
  readonly inflight: { readonly message: FauxqsMessage; readonly visibilityDeadline: number }[];
}

type AttributesByName = Readonly<Record<string, { readonly StringValue?: string }>>;

function toPeeked(message: FauxqsMessage, state: PeekedMessage["state"]): PeekedMessage {
  return {
    messageId: identityIn(message.messageAttributes) ?? message.messageId,
    sqsMessageId: message.messageId,
    body: message.body,
    state,
    receiveCount: message.approximateReceiveCount,
    sentAt: message.sentTimestamp,
  };
}

function identityIn(attributes: AttributesByName | undefined): string | undefined {
  return attributes?.[envelopeAttribute.messageId]?.StringValue || undefined;
}

function stateOf(delayed: boolean, inFlight: boolean): PeekedMessage["state"] {
  return delayed ? "delayed" : inFlight ? "in flight" : "waiting";
}
