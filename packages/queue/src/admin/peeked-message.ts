/** A message that lies in a queue, seen without receiving it. */
export interface PeekedMessage {
  /** The message's identity: attribute `letsgo.messageId`, else SQS's own id. */
  readonly messageId: string;
  readonly sqsMessageId: string;
  readonly body: string;
  readonly state: "waiting" | "in flight" | "delayed";
  /** Deliveries so far; a peek does not count. */
  readonly receiveCount: number;
  /** When SQS accepted it, in milliseconds since the epoch. */
  readonly sentAt: number;
  /**
   * When a message that is delayed or in flight can be received, in milliseconds since the epoch; absent for one that waits,
   * and where the emulator does not tell it (LocalStack).
   */
  readonly nextVisibleAt?: number;
}
