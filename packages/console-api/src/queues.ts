/** The main queue or its dead-letter queue. */
export type QueueRole = "main" | "dlq";

/** SQS's three counts; approximate by their names. */
export interface QueueCounts {
  waiting: number;
  inFlight: number;
  delayed: number;
}

/** One attribute that is not as the settings say. */
export interface AttributeDifference {
  queue: QueueRole;
  /** SQS's name of it, for example `VisibilityTimeout`. */
  name: string;
  present: string | null;
  wanted: string;
}

/** One queue as last looked at. */
export interface QueueNow {
  role: QueueRole;
  name: string;
  /** null where it could not be read; `unreadable` says why. */
  counts: QueueCounts | null;
  unreadable: string | null;
  /** When the oldest message that lies there was sent; null where none does, or where the endpoint has no peek. */
  oldestAt: number | null;
}

/** Queues as they are: sampled once a second while somebody looks, else every ten. */
export interface QueuesAnswer {
  at: number;
  main: QueueNow;
  dlq: QueueNow;
  /** Most handler calls at once, as the settings say; batches of messages, so `inFlight` may be higher. */
  concurrency: number;
  batchSize: number;
  /** Does a worker poll? `unknown` where no worker told anything yet. */
  polling: "polling" | "paused" | "nobody" | "unknown";
  differences: AttributeDifference[];
  /** Can the queues be looked into without receiving? Where not, `peekNote` says so. */
  canPeek: boolean;
  peekNote: string | null;
}

/** How far back, as query parameters. */
export interface HistoryQuery {
  /** From 5 to 1,440. @default 15 */
  minutes?: number;
}

/** Depths over time, in columns as plots take them: the n-th number of each belongs to the n-th time. */
export interface QueueHistory {
  at: number[];
  waiting: (number | null)[];
  inFlight: (number | null)[];
  delayed: (number | null)[];
  dlq: (number | null)[];
}

/** A message that lies in a queue. */
export interface PeekedMessage {
  messageId: string;
  sqsMessageId: string;
  type: string | null;
  /** Masked and cut like stored ones. */
  body: string;
  state: "waiting" | "in flight" | "delayed";
  receiveCount: number;
  sentAt: number;
}

/** What lies in a queue, at most the 500 oldest. */
export interface Peeked {
  queue: string;
  messages: PeekedMessage[];
  total: number;
}
