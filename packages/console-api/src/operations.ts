/** Sends one message, or several alike. Exactly one of `payload` (checked as `enqueue` does) and `rawBody`. */
export interface SendRequest {
  /** With `payload`. */
  type?: string;
  payload?: unknown;
  /** The body as it stands, malformed ones too: what a foreign producer may send. Queued only. */
  rawBody?: string;
  /** Whole seconds, up to 31,536,000; up to 900 with `rawBody`. */
  delaySeconds?: number;
  /** At most 4. */
  attributes?: Record<string, string>;
  /** FIFO queues only. */
  groupId?: string;
  /** How many times, from 1 to 1,000. @default 1 */
  count?: number;
}

/** What was accepted and what was not. */
export interface Sent {
  messageIds: string[];
  failed: { index: number; message: string }[];
  mode: "direct" | "queued";
}

/** Replays a message: as it was where `payload` is absent, else edited. The copy names its original. */
export interface ReplayRequest {
  payload?: unknown;
  delaySeconds?: number;
}

/** Of all dead letters, or of those whose identities are given. */
export interface RedriveRequest {
  messageIds?: readonly string[];
}

/** A redrive under way or ended. Told on the stream as it goes. */
export interface Redrive {
  redriveId: string;
  state: "running" | "done" | "cancelled" | "failed";
  /** How many there were to move when it began. */
  total: number;
  moved: number;
  /** Of the identities asked for, those that were not found in the dead-letter queue. */
  missing: string[];
  /** Why it failed; null where it did not. */
  problem: string | null;
  startedAt: number;
  endedAt: number | null;
}

/** Deletes everything in a queue; `confirm` is the queue's name, typed by a person. */
export interface PurgeRequest {
  confirm: string;
}

export interface Purged {
  queue: string;
  /** How many lay there as SQS counted just before. */
  purged: number;
}

export interface Deleted {
  queue: string;
  messageId: string;
}
