import { type Envelope, envelopeAttribute } from "../envelope.ts";
import { MessageTooLargeError, type QueueError } from "../errors.ts";
import { publish } from "../events.ts";
import type { LazyPayloadStore } from "../payloads/lazy-payload-store.ts";
import { LEAST_MAX_MESSAGE_SIZE_BYTES } from "../queue-limits.ts";
import { isAmbiguous } from "../sqs-errors.ts";
import type { Transport } from "../transports/transport.ts";
import { toClaimCheck } from "./to-claim-check.ts";

/** What has to be done with an envelope before it may go out, for its size. */
export interface Preparation {
  /**
   * @returns undefined where the envelope may go as it is; else how it goes, its payload stored where it is too large
   * @throws {MessageTooLargeError} where it is too large, and there is no store
   * @throws {PayloadStoreError} where the payload cannot be stored
   */
  prepare(envelope: Envelope): Promise<Envelope> | undefined;
  /** Removes the stored payload of an envelope that was not sent; never throws. */
  undo(sent: Envelope, error: QueueError): Promise<void>;
}

export function createPreparation(transport: Transport, store: LazyPayloadStore | undefined): Preparation {
  async function prepareLarge(whole: Envelope): Promise<Envelope> {
    const limitBytes = await transport.maxMessageSizeBytes();
    if (whole.size.totalBytes <= limitBytes) return whole;
    const claim = store && toClaimCheck(whole);
    // What is too large may be the type, or attributes.
    if (!claim || claim.envelope.size.totalBytes > limitBytes) {
      throw new MessageTooLargeError({ ...whole.size, limitBytes }, { messageId: whole.messageId });
    }
    const { key, payloadJson } = claim;
    await (await store.get()).put(key, payloadJson);
    publish({ name: "payload-stored", messageId: whole.messageId, key, payloadJson });
    return claim.envelope;
  }

  return {
    // So small a one needs no limit, and an API's first message no further call.
    prepare: (envelope) =>
      envelope.size.totalBytes <= LEAST_MAX_MESSAGE_SIZE_BYTES ? undefined : prepareLarge(envelope),
    async undo(sent, error) {
      const key = sent.attributes[envelopeAttribute.payloadKey]?.value;
      // A message that may have been taken all the same needs its payload; the bucket's rule takes what was not.
      if (key === undefined || isAmbiguous(error)) return;
      await store
        ?.get()
        .then((opened) => opened.remove(key))
        .then(() => publish({ name: "payload-deleted", messageId: sent.messageId, key }))
        .catch(() => undefined);
    },
  };
}
