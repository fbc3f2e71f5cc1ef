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
  let bytes = "";
  // Names are ASCII, so the order of code units is the order of bytes that SQS sorts by.
  for (const name of Object.keys(attributes).sort()) {
    const attribute = attributes[name];
    if (attribute) bytes += toField(name) + toField(attribute.dataType) + KIND_OF_TEXT + toField(attribute.value);
  }
  return hash("md5", Buffer.from(bytes, "latin1"));
}

// --- internal ---

/** String and Number values are texts to SQS; \u0002 would be Binary. */
const KIND_OF_TEXT = "\u0001";

/**
 * Four bytes of length, then UTF-8; bytes as characters, since one buffer of a long text costs half of what many small
 * writes into one cost, and this is done for every direct message.
 */
function toField(text: string): string {
  const length = Buffer.byteLength(text);
  const utf8 = length === text.length ? text : Buffer.from(text).toString("latin1");
  return String.fromCharCode(length >>> 24, (length >>> 16) & 0xff, (length >>> 8) & 0xff, length & 0xff) + utf8;
}
