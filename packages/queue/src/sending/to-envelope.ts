import type { EnqueueOptions } from "../enqueue-options.ts";
import { type Envelope, type EnvelopeAttribute, envelopeAttribute } from "../envelope.ts";
import { MAX_DELAY_SECONDS } from "../queue-limits.ts";
import type { CarriedTrace } from "../trace/send-trace.ts";
import { checkAttributes, checkAttributeValue } from "./check-attributes.ts";
import { checkDelay } from "./check-delay.ts";
import { checkGroup } from "./check-group.ts";
import { checkMessage } from "./check-message.ts";
import { escapeForSqs } from "./serialise.ts";
import { sizeOf } from "./size-of.ts";

/** What a producer adds to a message. */
export interface EnvelopeMaking {
  readonly messageId: string;
  /** Is the queue a FIFO queue? */
  readonly fifo: boolean;
  /** Now, in milliseconds since the epoch. */
  readonly nowMs: number;
  /** What the message carries of its trace, if it has one. */
  readonly trace?: CarriedTrace | undefined;
}

/**
 * Checks a message and its options and makes its envelope; the same in both modes, and before anything is sent.
 *
 * @throws {InvalidMessageError} {@link checkMessage}
 * @throws {InvalidDelayError} {@link checkDelay}
 * @throws {InvalidGroupError} {@link checkGroup}
 * @throws {InvalidAttributeError} {@link checkAttributes}
 */
export function toEnvelope(
  message: unknown,
  options: EnqueueOptions,
  { messageId, fifo, nowMs, trace }: EnvelopeMaking,
): { envelope: Envelope; catalogued: boolean } {
  const { type, payloadJson, catalogued } = checkMessage(message);
  const delaySeconds = checkDelay(options.delaySeconds, { fifo });
  const group = checkGroup(options, { messageId, fifo });
  const attributes = {
    [envelopeAttribute.messageId]: text(messageId),
    ...dueAtOf(delaySeconds, nowMs),
    ...replayOfOf(options.replayOf),
    ...callersOf(options.attributes),
    // Behind the caller's, whose trace context it continues where they gave one.
    ...traceAttributesOf(trace),
  };
  const body = escapeForSqs(`{"type":${JSON.stringify(type)},"payload":${payloadJson}}`);
  const size = sizeOf(body, attributes);
  const { traceHeader } = trace ?? {};
  return { envelope: { messageId, type, body, attributes, delaySeconds, ...group, traceHeader, size }, catalogued };
}

// --- internal ---

function text(value: string): EnvelopeAttribute {
  return { dataType: "String", value };
}

type Attributes = Readonly<Record<string, EnvelopeAttribute>>;

function replayOfOf(replayOf: string | undefined): Attributes | undefined {
  if (replayOf === undefined) return undefined;
  checkAttributeValue("replayOf", replayOf);
  return { [envelopeAttribute.replayOf]: text(replayOf) };
}

function traceAttributesOf(trace: CarriedTrace | undefined): Attributes | undefined {
  if (!trace) return undefined;
  const { traceparent, tracestate } = trace;
  return {
    [envelopeAttribute.traceparent]: text(traceparent),
    ...(tracestate === undefined ? undefined : { [envelopeAttribute.tracestate]: text(tracestate) }),
  };
}

/** Only a delay that SQS cannot observe by itself needs to be written down. */
function dueAtOf(delaySeconds: number | undefined, nowMs: number): Attributes | undefined {
  if (delaySeconds === undefined || delaySeconds <= MAX_DELAY_SECONDS) return undefined;
  return { [envelopeAttribute.dueAt]: { dataType: "Number", value: String(nowMs + delaySeconds * 1000) } };
}

function callersOf(attributes: EnqueueOptions["attributes"]): Attributes | undefined {
  if (attributes === undefined) return undefined;
  // fromEntries makes own fields even of a name such as __proto__, which an assignment would lose.
  return Object.fromEntries(checkAttributes(attributes).map(([name, value]) => [name, text(value)]));
}
