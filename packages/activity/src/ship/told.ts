import { identityOf, isDirect } from "@letsgo/queue/receive";
import type { SQSRecord } from "aws-lambda";
import { deliveryIdOf } from "../delivery-id.ts";
import type { ShippedEvent } from "../shipped.ts";

/** An event before it gets its number. */
export type Told = ShippedEvent extends infer E ? (E extends ShippedEvent ? Omit<E, "sequence" | "at"> : never) : never;

/** The fields by which a delivery is told. */
export function toDelivery(record: SQSRecord) {
  // What somebody posted to the worker by hand may name no sender; SQS always does.
  const direct = record.attributes?.SenderId === undefined || isDirect(record);
  return {
    messageId: identityOf(record),
    deliveryId: deliveryIdOf(record),
    receiveCount: Number(record.attributes?.ApproximateReceiveCount ?? 1),
    sqsMessageId: record.messageId,
    mode: direct ? "direct" : "queued",
  } as const;
}

/** The message attributes' values. */
export function valuesOf({ messageAttributes = {} }: SQSRecord): Record<string, string | undefined> {
  return Object.fromEntries(
    Object.entries(messageAttributes).map(([name, { stringValue, binaryValue }]) => [name, stringValue ?? binaryValue]),
  );
}
