import type { SQSRecord } from "aws-lambda";
import { envelopeAttribute } from "../envelope.ts";
import { MAX_IDENTITY_LENGTH } from "../queue-limits.ts";

/** What identifies a record: the parts of an `SQSRecord` that are asked. */
export type IdentifiedRecord = Pick<SQSRecord, "messageId"> & Partial<Pick<SQSRecord, "messageAttributes">>;

/**
 * A message's identity as a record carries it: attribute `letsgo.messageId`, else the record's own `messageId` (a
 * producer that is not ours). It is for people and logs; `batchItemFailures` always takes the record's own.
 */
export function identityOf(record: IdentifiedRecord): string {
  return identityIn(record.messageAttributes?.[envelopeAttribute.messageId]?.stringValue, record.messageId);
}

/**
 * @param carried what attribute `letsgo.messageId` says; empty, or of more than 256 characters, it identifies nothing
 * @param ownId SQS's own id
 */
export function identityIn(carried: string | undefined, ownId: string): string {
  return carried && carried.length <= MAX_IDENTITY_LENGTH ? carried : ownId;
}
