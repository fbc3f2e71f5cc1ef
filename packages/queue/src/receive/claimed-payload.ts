import type { SQSRecord } from "aws-lambda";
import { envelopeAttribute } from "../envelope.ts";
import { publish } from "../events.ts";
import type { LazyPayloadStore } from "../payloads/lazy-payload-store.ts";
import { NoPayloadBucketError, PayloadMissingError } from "./errors.ts";
import { identityOf } from "./identity-of.ts";

/** What a record's payload key leads to, in the worker's own bucket: a message never names one. */
export interface ClaimedPayloads {
  /**
   * @returns undefined where the payload is in the body; `handled` where a delivery of this message has succeeded before
   * @throws {PayloadMissingError} where there is nothing under the key
   * @throws {NoPayloadBucketError} where the settings name no bucket
   * @throws {PayloadStoreError} where S3 does not answer
   */
  read(record: SQSRecord): Promise<{ readonly payloadJson: string } | "handled" | undefined>;
  /** Replaces the payload of a record that was handled. Never throws: the handler has done its work. */
  markHandled(record: SQSRecord): Promise<void>;
  /** Keeps the payload of a message that is not due yet. Never throws: the next hop is another chance. */
  refresh(record: SQSRecord): Promise<void>;
}

export function createClaimedPayloads(store: LazyPayloadStore | undefined): ClaimedPayloads {
  return {
    async read(record) {
      const key = keyOf(record);
      if (key === undefined) return undefined;
      if (!store) throw new NoPayloadBucketError(key, identityOf(record));
      const found = await (await store.get()).get(key);
      if (found === undefined) throw new PayloadMissingError(key, identityOf(record));
      if (found !== "handled") publish({ name: "payload-fetched", messageId: identityOf(record), key, ...found });
      return found;
    },
    async markHandled(record) {
      const key = keyOf(record);
      if (key === undefined || !store) return;
      try {
        await (await store.get()).markHandled(key);
        publish({ name: "payload-deleted", messageId: identityOf(record), key });
      } catch (error) {
        publish({ name: "payload-not-marked", messageId: identityOf(record), key, error: error as Error });
      }
    },
    async refresh(record) {
      const key = keyOf(record);
      if (key === undefined || !store) return;
      await store
        .get()
        .then((opened) => opened.refresh(key))
        .catch(() => undefined);
    },
  };
}

// --- internal ---

function keyOf({ messageAttributes }: SQSRecord): string | undefined {
  return messageAttributes?.[envelopeAttribute.payloadKey]?.stringValue;
}
