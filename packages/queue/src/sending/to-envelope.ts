import type { EnqueueOptions } from "../enqueue-options.ts";
import { type Envelope, type EnvelopeAttribute, envelopeAttribute } from "../envelope.ts";
import { MAX_DELAY_SECONDS } from "../queue-limits.ts";
import { checkAttributes, checkAttributeValue } from "./check-attributes.ts";
import { checkDelay } from "./check-delay.ts";
import { checkGroup } from "./check-group.ts";
import { checkMessage } from "./check-message.ts";
import { checkOptions } from "./check-options.ts";
import { escapeForSqs } from "./serialise.ts";
import { sizeOf } from "./size-of.ts";

/** What a producer adds to a message. */
export interface EnvelopeMaking {
  readonly messageId: string;
  /** Escape characters above U+FFFF? */
  readonly bmpOnly: boolean;
  /** Is the queue a FIFO queue? */
  readonly fifo: boolean;
  /** Now, in milliseconds since the epoch. */
  readonly nowMs: number;
}

/**
 * Checks a message and its options and makes its envelope; the same in both modes, and before anything is sent.
 *
 * @throws {InvalidMessageError} {@link checkMessage}
 * @throws {InvalidOptionError} {@link checkOptions}
 * @throws {InvalidDelayError} {@link checkDelay}
 * @throws {InvalidGroupError} {@link checkGroup}
 * @throws {InvalidAttributeError} {@link checkAttributes}
 */
export function toEnvelope(
  message: unknown,
  given: EnqueueOptions,
  { messageId, bmpOnly, fifo, nowMs }: EnvelopeMaking,
): { envelope: Envelope; catalogued: boolean } {
  const { type, payloadJson, catalogued } = checkMessage(message);
  const options = checkOptions(given);
  const delaySeconds = checkDelay(options.delaySeconds, { fifo });
  const group = checkGroup(options, { messageId, fifo });
  const callers = checkAttributes(options.attributes).map(([name, value]) => [name, text(value)] as const);
  // fromEntries makes own fields even of a name such as __proto__, which an assignment would lose.
  const attributes = Object.fromEntries([
    [envelopeAttribute.messageId, text(messageId)],
    ...dueAtOf(delaySeconds, nowMs),
    ...replayOfOf(options.replayOf),
    ...callers,
  ]);
  const body = escapeForSqs(`{"type":${JSON.stringify(type)},"payload":${payloadJson}}`, bmpOnly);
  const size = sizeOf(body, attributes);
  return { envelope: { messageId, type, body, attributes, delaySeconds, ...group, size }, catalogued };
}

// --- internal ---

function text(value: string): EnvelopeAttribute {
  return { dataType: "String", value };
}

function replayOfOf(replayOf: string | undefined): [string, EnvelopeAttribute][] {
  if (replayOf === undefined) return [];
  checkAttributeValue("replayOf", replayOf);
  return [[envelopeAttribute.replayOf, text(replayOf)]];
}

/** Only a delay that SQS cannot observe by itself needs to be written down. */
function dueAtOf(delaySeconds: number | undefined, nowMs: number): [string, EnvelopeAttribute][] {
  if (delaySeconds === undefined || delaySeconds <= MAX_DELAY_SECONDS) return [];
  return [[envelopeAttribute.dueAt, { dataType: "Number", value: String(nowMs + delaySeconds * 1000) }]];
}
