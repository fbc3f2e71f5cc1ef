import { createHash } from "node:crypto";
import type { MessageAttributeValue } from "@aws-sdk/client-sqs";

/**
 * SQS's digest of message attributes, written anew from its description so that it proves the project's own one too.
 * https://docs.aws.amazon.com/AWSSimpleQueueService/latest/SQSDeveloperGuide/sqs-message-metadata.html
 */
export function md5OfMessageAttributes(attributes: Readonly<Record<string, MessageAttributeValue>>): string {
  const parts = Object.entries(attributes)
    .toSorted(([a], [b]) => (a < b ? -1 : 1))
    .flatMap(([name, { DataType = "", StringValue, BinaryValue }]) => [
      ...withLength(Buffer.from(name)),
      ...withLength(Buffer.from(DataType)),
      Buffer.of(BinaryValue === undefined ? 1 : 2),
      ...withLength(Buffer.from(BinaryValue ?? Buffer.from(StringValue ?? ""))),
    ]);
  return createHash("md5").update(Buffer.concat(parts)).digest("hex");
}

// --- internal ---

function withLength(bytes: Buffer): Buffer[] {
  const length = Buffer.alloc(4);
  length.writeUInt32BE(bytes.length);
  return [length, bytes];
}
