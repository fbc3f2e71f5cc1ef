import type { SQSRecord } from "aws-lambda";

/** Lambda takes at most 6 MB in one synchronous invocation: https://docs.aws.amazon.com/lambda/latest/dg/gettingstarted-limits.html */
export const mostPayloadBytes = 6_291_456;

/** UTF-8 bytes of an event around its records, less the comma that the first of them does not have. */
export const emptyEventBytes = '{"Records":[]}'.length - 1;

/** UTF-8 bytes that one record adds to the event's JSON, its comma included. */
export function payloadBytesOf(record: SQSRecord): number {
  return Buffer.byteLength(JSON.stringify(record)) + 1;
}

/**
 * Cuts a batch where the event would pass 6 MB (C4); each part holds at least one record. One receive alone may bring
 * more than that: ten messages of 1 MiB.
 */
export function cutByPayload(records: readonly SQSRecord[]): SQSRecord[][] {
  const parts: SQSRecord[][] = [];
  let bytes = Number.POSITIVE_INFINITY;
  for (const record of records) {
    const added = payloadBytesOf(record);
    if (bytes + added > mostPayloadBytes) {
      parts.push([]);
      bytes = emptyEventBytes;
    }
    parts.at(-1)?.push(record);
    bytes += added;
  }
  return parts;
}
