import type { EnqueueOptions } from "../enqueue-options.ts";
import { type Envelope, type EnvelopeAttribute, type EnvelopeSize, envelopeAttribute } from "../envelope.ts";
import { checkAttributes } from "./check-attributes.ts";
import { checkDelay } from "./check-delay.ts";
import { checkMessage } from "./check-message.ts";
import { escapeForSqs } from "./serialise.ts";

/**
 * Checks a message and its options and makes its envelope; the same in both modes, and before anything is sent.
 *
 * @throws {InvalidMessageError} {@link checkMessage}
 * @throws {InvalidDelayError} {@link checkDelay}
 * @throws {InvalidAttributeError} {@link checkAttributes}
 */
export function toEnvelope(
  message: unknown,
  options: EnqueueOptions,
  { messageId, bmpOnly }: { messageId: string; bmpOnly: boolean },
): { envelope: Envelope; catalogued: boolean } {
  const { type, payloadJson, catalogued } = checkMessage(message);
  const delaySeconds = checkDelay(options.delaySeconds);
  const texts = [[envelopeAttribute.messageId, messageId] as const, ...checkAttributes(options.attributes)];
  // fromEntries makes own fields even of a name such as __proto__, which an assignment would lose.
  const attributes = Object.fromEntries(texts.map(([name, value]) => [name, { dataType: "String", value } as const]));
  const body = escapeForSqs(`{"type":${JSON.stringify(type)},"payload":${payloadJson}}`, bmpOnly);
  return {
    envelope: { messageId, type, body, attributes, delaySeconds, size: sizeOf(body, attributes) },
    catalogued,
  };
}

// --- internal ---

/** D27: the body, and each attribute's name, type and value. */
function sizeOf(body: string, attributes: Readonly<Record<string, EnvelopeAttribute>>): EnvelopeSize {
  const bodyBytes = Buffer.byteLength(body);
  const attributeBytes = Object.entries(attributes).reduce(
    (sum, [name, { dataType, value }]) =>
      sum + Buffer.byteLength(name) + Buffer.byteLength(dataType) + Buffer.byteLength(value),
    0,
  );
  return { totalBytes: bodyBytes + attributeBytes, bodyBytes };
}
