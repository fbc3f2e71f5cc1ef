import type { MessageAttributeValue } from "@aws-sdk/client-sqs";

/** Bodies by name; most hold the number of the message, so that each is told from the others. */
export const bodies: Readonly<Record<string, (number: number) => string>> = {
  plain: (number) => `message ${number}`,
  emoji: (number) => `👋 ${number} \u{10FFFF}`,
  "controls allowed": (number) => `\t${number}\n\r`,
  control: (number) => `\u0001${number}`,
  "U+FFFE": (number) => `\uFFFE${number}`,
  "half of a pair": (number) => `\uD800${number}`,
  empty: () => "",
  "1024": (number) => `${number}`.padEnd(1024, "x"),
  "1025": (number) => `${number}`.padEnd(1025, "x"),
};

const text = (StringValue: string, DataType = "String"): MessageAttributeValue => ({ DataType, StringValue });

/** Message attributes by name. */
export const attributeValues: Readonly<Record<string, Record<string, MessageAttributeValue>>> = {
  text: { one: text("1"), other: text("ü") },
  number: { number: text("-1.5e3", "Number") },
  binary: { binary: { DataType: "Binary", BinaryValue: Uint8Array.of(0, 255) } },
  labelled: { label: text("x", "String.label") },
  "no number": { number: text("abc", "Number") },
  "unknown type": { type: text("x", "Foo") },
  "empty text": { empty: text("") },
  "name ..": { "a..b": text("x") },
  "name aws.": { "aws.a": text("x") },
  "11": Object.fromEntries(Array.from({ length: 11 }, (_, index) => [`a${index}`, text("x")])),
};
