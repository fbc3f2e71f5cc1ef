import { hash } from "node:crypto";
import type { SQSRecord } from "aws-lambda";

/**
 * The id of a delivery: the same in everything that is told of it, and another one at the next delivery of the same message.
 * A receipt handle is new on each receive (D9); producers of direct deliveries may all give the same one.
 */
export function deliveryIdOf({ messageId, receiptHandle }: Pick<SQSRecord, "messageId" | "receiptHandle">): string {
  return hash("sha1", `${messageId} ${receiptHandle}`, "base64url");
}
