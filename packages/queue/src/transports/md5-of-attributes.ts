import { createHash } from "node:crypto";
import type { EnvelopeAttribute } from "../envelope.ts";

/**
 * SQS's MD5 of message attributes (D30): by name, each as length and text of name and type, a byte for the kind of the
 * value, length and text of the value.
 * https://docs.aws.amazon.com/AWSSimpleQueueService/latest/SQSDeveloperGuide/sqs-message-metadata.html
 *
 * @returns the digest in hexadecimal
 */
export function md5OfAttributes(attributes: Readonly<Record<string, EnvelopeAttribute>>): string {
  const hash = createHash("md5");
  // Names are ASCII, so the order of code units is the order of bytes that SQS sorts by.
  for (const name of Object.keys(attributes).sort()) {
    const attribute = attributes[name];
    if (!attribute) continue;
    hash.update(withLength(name)).update(withLength(attribute.dataType));
    hash.update(KIND_OF_TEXT).update(withLength(attribute.value));
  }
  return hash.digest("hex");
}

// --- internal ---

/** String and Number values are texts to SQS; 2 would be Binary. */
const KIND_OF_TEXT = Buffer.of(1);

function withLength(text: string): Buffer {
  const bytes = Buffer.from(text);
  const length = Buffer.alloc(4);
  length.writeUInt32BE(bytes.length);
  return Buffer.concat([length, bytes]);
}
