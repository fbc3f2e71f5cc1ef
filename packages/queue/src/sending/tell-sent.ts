import type { Mode } from "@letsgo/config";
import { type Envelope, envelopeAttribute } from "../envelope.ts";
import { publish } from "../events.ts";

/** An envelope on its way. */
export interface Sending {
  readonly envelope: Envelope;
  readonly mode: Mode;
  /** The message whose handler sends it. */
  readonly parentMessageId: string | undefined;
}

/** Tells that the transport has accepted a message. */
export function tellAccepted(sending: Sending, sqsMessageId: string | undefined): void {
  const { envelope, mode, parentMessageId } = sending;
  const { messageId, type, body, delaySeconds, groupId, size } = envelope;
  const at = Date.now();
  publish({
    name: "accepted",
    messageId,
    ...(sqsMessageId !== undefined && { sqsMessageId }),
    type,
    mode,
    bytes: size.totalBytes,
    ...(mode === "queued" && delaySeconds !== undefined && { delaySeconds }),
    ...(mode === "queued" && delaySeconds && { dueAt: dueAtOf(envelope) ?? at + delaySeconds * 1000 }),
    ...(groupId !== undefined && { groupId }),
    ...(parentMessageId !== undefined && { parentMessageId }),
    body,
    attributes: toValues(envelope),
    at,
  });
  if (mode === "direct" && delaySeconds) publish({ name: "delay-not-observed", messageId, type, delaySeconds });
}

/** Tells that `enqueue` rejects. */
export function tellRefused({ envelope, mode, parentMessageId }: Sending, error: Error): void {
  const { messageId, type } = envelope;
  const parent = parentMessageId !== undefined && { parentMessageId };
  publish({ name: "refused", messageId, type, mode, ...parent, error });
}

// --- internal ---

/** Written down where SQS cannot observe the delay by itself. */
function dueAtOf({ attributes }: Envelope): number | undefined {
  const dueAt = attributes[envelopeAttribute.dueAt]?.value;
  return dueAt === undefined ? undefined : Number(dueAt);
}

function toValues({ attributes }: Envelope): Record<string, string> {
  return Object.fromEntries(Object.entries(attributes).map(([name, { value }]) => [name, value]));
}
