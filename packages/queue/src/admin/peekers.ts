import type { QueueSettings } from "@letsgo/config";
import { envelopeAttribute } from "../envelope.ts";
import { accountIdOf } from "../queue-account.ts";
import { identityIn } from "../receive/identity-of.ts";
import type { PeekedMessage } from "./peeked-message.ts";

/** How one emulator shows what lies in a queue. */
interface Peeker {
  /** Answers 200 on this emulator alone. */
  readonly probePath: string;
  readonly toPath: (queueName: string, settings: QueueSettings) => string;
  readonly headers: Record<string, string>;
  readonly toMessages: (answer: unknown) => PeekedMessage[];
}

/** LocalStack's look into a queue, which our emulator has too. */
const look: Omit<Peeker, "probePath"> = {
  toPath: (queueName, settings) =>
    `/_aws/sqs/messages/${settings.region}/${accountIdOf(settings)}/${queueName}?ShowInvisible=true&ShowDelayed=true`,
  // With the SDK's content type the answer is SQS's JSON; with `accept` alone it is its XML put into JSON, where one
  // message is no list.
  headers: { "content-type": "application/x-amz-json-1.0", accept: "application/json" },
  toMessages: (answer) =>
    ((answer as { Messages?: ShownMessage[] }).Messages ?? []).map((message) => ({
      messageId: identityIn(message.MessageAttributes?.[envelopeAttribute.messageId]?.StringValue, message.MessageId),
      sqsMessageId: message.MessageId,
      body: message.Body,
      state: stateOf(message.Attributes.IsDelayed === "true", message.Attributes.IsVisible === "false"),
      receiveCount: Number(message.Attributes.ApproximateReceiveCount),
      sentAt: Number(message.Attributes.SentTimestamp),
      ...nextVisibleOf(message.Attributes.NextVisibleTimestamp),
    })),
};

/** The emulators whose queues can be peeked. */
export const peekers: Readonly<Record<"localstack" | "sqs-emulator", Peeker>> = {
  localstack: { ...look, probePath: "/_localstack/health" },
  "sqs-emulator": { ...look, probePath: "/_emulator/health" },
};

// --- internal ---

interface ShownMessage {
  readonly MessageId: string;
  readonly Body: string;
  readonly Attributes: Readonly<Record<string, string>>;
  readonly MessageAttributes?: AttributesByName;
}

type AttributesByName = Readonly<Record<string, { readonly StringValue?: string }>>;

function stateOf(delayed: boolean, inFlight: boolean): PeekedMessage["state"] {
  return delayed ? "delayed" : inFlight ? "in flight" : "waiting";
}

/** LocalStack does not tell it. */
function nextVisibleOf(timestamp: string | undefined): Pick<PeekedMessage, "nextVisibleAt"> {
  return timestamp === undefined ? {} : { nextVisibleAt: Number(timestamp) };
}
