import { invalidParameter } from "../errors.ts";
import type { MessageAttribute, MessageAttributes } from "../state/model.ts";
import { hasOnlyAllowedCharacters, invalidCharacters } from "./characters.ts";
import { type Input, isObject, mapOf, textOf } from "./input.ts";

/** Most attributes of one message (D28). */
const MAX_ATTRIBUTES = 10;
/** Longest name, and longest type (D29). */
const MAX_NAME = 256;
const NUMBER = /^[+-]?(\d+\.?\d*|\.\d+)(e[+-]?\d+)?$/i;

/**
 * The attributes that a message is sent with.
 *
 * @throws {SqsError} D28, D29
 */
export function messageAttributesOf(input: Input): MessageAttributes | undefined {
  const map = mapOf(input, "MessageAttributes");
  if (map === undefined) return undefined;
  const names = Object.keys(map);
  if (names.length === 0) return undefined;
  if (names.length > MAX_ATTRIBUTES) {
    throw invalidParameter(
      `Number of message attributes [${names.length}] exceeds the allowed maximum [${MAX_ATTRIBUTES}].`,
    );
  }
  return Object.fromEntries(
    names.map((name) => {
      checkName(name);
      return [name, toAttribute(name, map[name])];
    }),
  );
}

/**
 * The one system attribute that a sender may give: a trace header (D27: it does not count).
 *
 * @throws {SqsError} if there is another, or it is no text
 */
export function traceHeaderOf(input: Input): string | undefined {
  const map = mapOf(input, "MessageSystemAttributes");
  if (map === undefined) return undefined;
  for (const name of Object.keys(map)) {
    if (name !== "AWSTraceHeader") throw invalidParameter(`Message system attribute name '${name}' is invalid.`);
    const { DataType, StringValue } = toAttribute(name, map[name]);
    if (DataType !== "String")
      throw invalidParameter("The message system attribute 'AWSTraceHeader' must be a String.");
    return StringValue;
  }
  return undefined;
}

/** Bytes that an attribute counts for (D27); it need not be valid. */
export function sizeOf(name: string, attribute: unknown): number {
  if (!isObject(attribute)) return 0;
  const { DataType, StringValue, BinaryValue } = attribute;
  return [name, DataType, StringValue].reduce<number>(
    (bytes, text) => bytes + (typeof text === "string" ? Buffer.byteLength(text) : 0),
    typeof BinaryValue === "string" ? Buffer.byteLength(BinaryValue, "base64") : 0,
  );
}

// --- internal ---

function checkName(name: string): void {
  if (name.length > MAX_NAME) throw invalidParameter("Message (user) attribute names must be shorter than 256 Bytes");
  if (!/^[\u00c0-\u017f\w.-]+$/.test(name)) {
    throw invalidParameter(
      "Message (user) attributes name can only contain upper and lower score characters, digits, periods, hyphens and underscores. ",
    );
  }
  if (/^(aws|amazon)?\.|\.$/i.test(name)) {
    throw invalidParameter(
      "You can't use message attribute names beginning with 'AWS.' or 'Amazon.'. These strings are reserved for internal use. Additionally, they cannot start or end with '.'.",
    );
  }
  if (name.includes(".."))
    throw invalidParameter("Message (user) attribute names cannot have successive '.' characters.");
}

function toAttribute(name: string, value: unknown): MessageAttribute {
  const input = isObject(value) ? value : {};
  const DataType = textOf(input, "DataType");
  if (!DataType) throw invalidParameter("Missing required parameter DataType");
  const [kind] = /^(String|Number|Binary)(?=$|\.)/.exec(DataType) ?? [];
  if (kind === undefined) {
    throw invalidParameter(
      `Type for parameter MessageAttributes.Attribute_name.DataType must be prefixedwith "String", "Binary", or "Number", but was: ${DataType}`,
    );
  }
  if (DataType.length > MAX_NAME)
    throw invalidParameter("Message (user) attribute types must be shorter than 256 Bytes");
  if (kind === "Binary") return { DataType, BinaryValue: textOf(input, "BinaryValue") || throwEmpty(name, kind) };
  const StringValue = textOf(input, "StringValue") || throwEmpty(name, kind);
  if (!hasOnlyAllowedCharacters(StringValue)) throw invalidParameter(invalidCharacters);
  if (kind === "Number" && !NUMBER.test(StringValue)) {
    throw invalidParameter(`Can't cast the value of message (user) attribute '${name}' to a number.`);
  }
  return { DataType, StringValue };
}

function throwEmpty(name: string, kind: string): never {
  throw invalidParameter(`Message (user) attribute '${name}' must contain a non-empty value of type '${kind}'.`);
}
