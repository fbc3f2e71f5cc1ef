import { hash } from "node:crypto";
import type { MessageAttributes } from "../state/model.ts";
import { sizeOf } from "./message-attributes.ts";

/** The digest of a message's body, in hexadecimal (D30). */
export function md5OfText(text: string): string {
  return hash("md5", text);
}

/** The digest of attributes as SQS makes it: of their names, types and values with their lengths, by name (D30). */
export function md5OfAttributes(attributes: MessageAttributes): string | undefined {
  const names = Object.keys(attributes).sort();
  if (names.length === 0) return undefined;
  const size = names.reduce((sum, name) => sum + sizeOf(name, attributes[name]) + LENGTHS_AND_KIND, 0);
  const bytes = Buffer.allocUnsafe(size);
  let end = 0;
  const add = (text: string, encoding: "utf8" | "base64") => {
    const length = bytes.write(text, end + 4, encoding);
    end = bytes.writeUInt32BE(length, end) + length;
  };
  for (const name of names) {
    const { DataType = "", StringValue = "", BinaryValue } = attributes[name] ?? {};
    add(name, "utf8");
    add(DataType, "utf8");
    end = bytes.writeUInt8(BinaryValue === undefined ? KINDS.text : KINDS.binary, end);
    if (BinaryValue === undefined) add(StringValue, "utf8");
    else add(BinaryValue, "base64");
  }
  return hash("md5", bytes.subarray(0, end));
}

// --- internal ---

const KINDS = { text: 1, binary: 2 };
/** Of name, type and value four bytes each, and one for the kind of value. */
const LENGTHS_AND_KIND = 13;
