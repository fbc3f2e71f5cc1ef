import type { EnvelopeAttribute, EnvelopeSize } from "../envelope.ts";

/** What SQS counts (D27), in bytes of UTF-8: the body, and each attribute's name, type and value. */
export function sizeOf(body: string, attributes: Readonly<Record<string, EnvelopeAttribute>>): EnvelopeSize {
  const bodyBytes = Buffer.byteLength(body);
  const attributeBytes = Object.entries(attributes).reduce(
    (sum, [name, { dataType, value }]) =>
      sum + Buffer.byteLength(name) + Buffer.byteLength(dataType) + Buffer.byteLength(value),
    0,
  );
  return { totalBytes: bodyBytes + attributeBytes, bodyBytes };
}
