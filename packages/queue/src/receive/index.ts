export type { InvalidRecordReason } from "./errors.ts";
export { InvalidRecordError, NoPayloadBucketError, PayloadMissingError } from "./errors.ts";
export type { IdentifiedRecord } from "./identity-of.ts";
export { identityOf } from "./identity-of.ts";
export { isDirect } from "./is-direct.ts";
export type { OpenedRecord } from "./open-record.ts";
export { openRecord } from "./open-record.ts";
export type { Received, Receiver, ReceiverOptions } from "./receiver.ts";
export { createReceiver } from "./receiver.ts";
