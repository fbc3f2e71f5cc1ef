import type { Envelope } from "../envelope.ts";
import type { QueueError } from "../errors.ts";

/** What became of one envelope. */
export type SendOutcome =
  | { readonly accepted: true /** SQS's own id, where SQS carried it. */; readonly sqsMessageId?: string }
  | {
      readonly accepted: false;
      readonly error: QueueError;
      /** Did SQS fail this entry alone, through no fault of its own? Then it may go again at once. */
      readonly entryRetryable?: boolean;
    };

/** Carries envelopes: by HTTP to the worker, or through SQS. */
export interface Transport {
  /**
   * Sends envelopes together, at most 10. Never rejects: a call that fails as a whole gives each envelope its own error.
   *
   * @param options.sinceMs since when the senders wait, by `performance.now()`: what they waited already is not waited
   * once more where nothing answers. Now by default
   * @returns one outcome per envelope, in order
   */
  send(envelopes: readonly Envelope[], options?: { sinceMs?: number | undefined }): Promise<SendOutcome[]>;
  /**
   * What one message may weigh, in bytes (D27).
   *
   * @throws {QueueUnreachableError} where the queue has to be asked and does not answer
   */
  maxMessageSizeBytes(): Promise<number>;
  /** Frees connections; what is under way ends first. */
  close(): Promise<void>;
}
