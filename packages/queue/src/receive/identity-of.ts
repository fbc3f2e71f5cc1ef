import type { SQSRecord } from "aws-lambda";
import { envelopeAttribute } from "../envelope.ts";

/** What identifies a record: the parts of an `SQSRecord` that are asked. */
export type IdentifiedRecord = Pick<SQSRecord, "messageId"> & Partial<Pick<SQSRecord, "messageAttributes">>;

/**
 * A message's identity as a record carries it: attribute `letsgo.messageId`, else the record's own `messageId` (a
 * producer that is not ours). It is for people and logs; `batchItemFailures` always takes the record's own.
 */
export function identityOf(record: IdentifiedRecord): string {
  // `||`: an empty identity identifies nothing.
  return record.messageAttributes?.[envelopeAttribute.messageId]?.stringValue || record.messageId;
}
