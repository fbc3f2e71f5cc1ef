import { type Envelope, envelopeAttribute } from "../envelope.ts";
import { publish } from "../events.ts";
import type { Outgoing } from "./outgoing.ts";

/** Tells what became of messages on their way out. */
export interface Telling {
  /** The transport has accepted it. */
  accepted(outgoing: Outgoing, sqsMessageId: string | undefined): void;
  /** `enqueue` rejects. */
  refused(outgoing: Outgoing, error: Error): void;
}

/** One for each producer: that direct mode observes no delay is marked as the first time once. */
export function createTelling(): Telling {
  let isDelayTold = false;
  return {
    accepted(outgoing, sqsMessageId) {
      tellAccepted({ ...outgoing, traceId: outgoing.trace.traceId }, sqsMessageId);
      const { messageId, type, delaySeconds } = outgoing.envelope;
      if (outgoing.mode !== "direct" || !delaySeconds) return;
      publish({ name: "delay-not-observed", messageId, type, delaySeconds, first: !isDelayTold });
      isDelayTold = true;
    },
    refused({ envelope, mode, parentMessageId }, error) {
      const { messageId, type } = envelope;
      const parent = parentMessageId !== undefined && { parentMessageId };
      publish({ name: "refused", messageId, type, mode, ...parent, error });
    },
  };
}

/** Tells that the transport has accepted an envelope. */
export function tellAccepted(
  {
    envelope,
    mode,
    parentMessageId,
    traceId,
  }: Pick<Outgoing, "envelope" | "mode" | "parentMessageId"> & { traceId: string },
  sqsMessageId: string | undefined,
): void {
  const { messageId, type, body, delaySeconds, groupId, size } = envelope;
  const at = Date.now();
  publish({
    name: "accepted",
    messageId,
    traceId,
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
