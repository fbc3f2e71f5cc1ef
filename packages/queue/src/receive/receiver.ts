import type { SQSClient } from "@aws-sdk/client-sqs";
import type { QueueSettings } from "@letsgo/config";
import type { SQSRecord } from "aws-lambda";
import { createLazyPayloadStore } from "../payloads/lazy-payload-store.ts";
import { retryAfterSecondsOf } from "../retry-after.ts";
import { createClaimedPayloads } from "./claimed-payload.ts";
import { dueLaterAt, hop } from "./hop.ts";
import { type OpenedRecord, openRecord } from "./open-record.ts";
import { createSourceQueues } from "./source-queues.ts";
import { createVisibility } from "./visibility.ts";

/** What is to be done with a record. */
export type Received =
  /** A handler is to see it. */
  | { readonly state: "due"; readonly opened: OpenedRecord }
  /** It was not due and was sent on: report it as succeeded, and let no handler see it. */
  | { readonly state: "hopped" }
  /** A delivery of the same message has succeeded before: report it as succeeded, and let no handler see it. */
  | { readonly state: "duplicate" };

/** The receiving half: what has to be done with a record before and after its handler. */
export interface Receiver {
  /**
   * Opens a record, with its payload where that travelled by S3, or sends it on where it is not due yet.
   *
   * @throws {InvalidRecordError} where no message handler may see it
   * @throws {PayloadMissingError} where its payload is gone
   * @throws {QueueError} where it cannot be sent on, or its payload not be read; like any failure this leaves the record to
   * be delivered again
   */
  receive(record: SQSRecord): Promise<Received>;
  /** To be called once a record's handler has succeeded: a payload in S3 is replaced by a marker. Never throws. */
  succeeded(record: SQSRecord): Promise<void>;
  /** To be called with what a record's handler has thrown: `retryAfter` changes its visibility. Never throws. */
  failed(record: SQSRecord, error: unknown): Promise<void>;
  /** Frees connections, once what is under way has ended. */
  close(): Promise<void>;
}

/** How a receiver is made. */
export interface ReceiverOptions {
  readonly settings: QueueSettings;
  /**
   * SQS client; it stays the caller's to destroy.
   *
   * @default one made by `createSqsClient(settings)` at first need and destroyed by `close()`
   */
  readonly client?: SQSClient | undefined;
}

/**
 * Creates a receiver; connections are made at first need.
 *
 * @example
 * const received = await receiver.receive(record);
 * if (received.state !== "due") return;
 * await dispatch(received.opened);
 * await receiver.succeeded(record);
 */
export function createReceiver(options: ReceiverOptions): Receiver {
  const queues = createSourceQueues(options);
  const visibility = createVisibility(queues.client, (queueArn) => queues.of(queueArn).queueUrl.get());
  const store = createLazyPayloadStore(options.settings);
  const payloads = createClaimedPayloads(store);
  return {
    async receive(record) {
      const dueAt = dueLaterAt(record);
      if (dueAt !== undefined) {
        await payloads.refresh(record);
        await hop(record, dueAt, queues.of(record.eventSourceARN).outbox);
        return { state: "hopped" };
      }
      const payload = await payloads.read(record);
      if (payload === "handled") return { state: "duplicate" };
      return { state: "due", opened: openRecord(record, payload?.payloadJson) };
    },
    succeeded: (record) => payloads.markHandled(record),
    async failed(record, error) {
      const seconds = retryAfterSecondsOf(error);
      if (seconds !== undefined) await visibility.change(record, seconds);
    },
    async close() {
      await Promise.all([queues.close(), store?.close()]);
    },
  };
}
