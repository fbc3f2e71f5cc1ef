import { hash } from "node:crypto";
import type { EnvelopeAttribute } from "../envelope.ts";

/**
 * SQS's MD5 of message attributes (D30): by name, each as length and text of name and type, a byte for the kind of the
 * value, length and text of the value.
 * https://docs.aws.amazon.com/AWSSimpleQueueService/latest/SQSDeveloperGuide/sqs-message-metadata.html
 *
 * @returns the digest in hexadecimal
 */
export function md5OfAttributes(attributes: Readonly<Record<string, EnvelopeAttribute>>): string {
  // Names are ASCII, so the order of code units is the order of bytes that SQS sorts by.
  const names = Object.keys(attributes).sort();
  const texts = names.flatMap((name) => {
    const attribute = attributes[name];
    return attribute ? [name, attribute.dataType, attribute.value] : [];
  });
  return hash("md5", toBytes(texts));
}

// --- internal ---

/** String and Number values are texts to SQS; 2 would be Binary. */
const KIND_OF_TEXT = 1;

/** In one buffer, since many small updates of a hash cost more than the hash. Texts come in threes: name, type, value. */
function toBytes(texts: readonly string[]): Buffer {
  const lengths = texts.map((text) => Buffer.byteLength(text));
  const bytes = Buffer.allocUnsafe(lengths.reduce((sum, length) => sum + length + 4, texts.length / 3));
  let at = 0;
  texts.forEach((text, index) => {
    if (index % 3 === 2) at = bytes.writeUInt8(KIND_OF_TEXT, at);
    at = bytes.writeUInt32BE(lengths[index] ?? 0, at);
    at += bytes.write(text, at);
  });
  return bytes;
}
