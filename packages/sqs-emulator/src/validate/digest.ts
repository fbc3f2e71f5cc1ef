import { hash } from "node:crypto";
import type { MessageAttributes } from "../state/model.ts";

/** The digest of a message's body, in hexadecimal (D30). */
export function md5OfText(text: string): string {
  return hash("md5", text);
}

/** The digest of attributes as SQS makes it: of their names, types and values with their lengths, by name (D30). */
export function md5OfAttributes(attributes: MessageAttributes): string | undefined {
  const names = Object.keys(attributes).sort();
  if (names.length === 0) return undefined;
  const parts: Buffer[] = [];
  const add = (bytes: Buffer) => {
    const length = Buffer.alloc(4);
    length.writeUInt32BE(bytes.length);
    parts.push(length, bytes);
  };
  for (const name of names) {
    const { DataType = "", StringValue, BinaryValue } = attributes[name] ?? {};
    add(Buffer.from(name));
    add(Buffer.from(DataType));
    parts.push(BinaryValue === undefined ? isText : isBinary);
    add(BinaryValue === undefined ? Buffer.from(StringValue ?? "") : Buffer.from(BinaryValue, "base64"));
  }
  return hash("md5", Buffer.concat(parts));
}

// --- internal ---

const isText = Buffer.of(1);
const isBinary = Buffer.of(2);
