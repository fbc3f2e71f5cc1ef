import type { SQSRecord } from "aws-lambda";
import type { Envelope, EnvelopeAttribute } from "../envelope.ts";
import { sizeOf } from "../sending/size-of.ts";
import { identityOf } from "./identity-of.ts";

/** The record as an envelope that can be sent again: body, attributes, identity, group and trace as they are. */
export function toCopy(record: SQSRecord, delaySeconds?: number): Envelope {
  const attributes = Object.fromEntries(
    Object.entries(record.messageAttributes ?? {}).flatMap(([name, { dataType, stringValue, binaryValue }]) => {
      const value = stringValue ?? binaryValue;
      return value === undefined ? [] : [[name, { dataType, value } satisfies EnvelopeAttribute] as const];
    }),
  );
  return {
    messageId: identityOf(record),
    type: "", // part of the body, which is sent as it is
    body: record.body,
    attributes,
    delaySeconds,
    groupId: record.attributes.MessageGroupId,
    traceHeader: record.attributes.AWSTraceHeader,
    size: sizeOf(record.body, attributes),
  };
}
