import type { Loss } from "./losses.ts";

/** How a message travels. */
export type Mode = "direct" | "queued";

/**
 * Where a message stands. `failed` is final in direct mode; in queued mode it is the time between the last failure and the
 * dead-letter queue (`note` says "will be dead-lettered"). A failed attempt with deliveries left is `waiting`.
 * `deleted` ended with no handler's word: deleted by a filter, by hand, by a purge.
 */
export type MessageState = "delayed" | "waiting" | "in flight" | "succeeded" | "failed" | "dead" | "deleted";

/** The states in the order in which they are shown. */
export const messageStates: readonly MessageState[] = [
  "delayed",
  "waiting",
  "in flight",
  "succeeded",
  "failed",
  "dead",
  "deleted",
];

/** The note of a message that neither worker nor queue has taken. */
export const NEVER_ACCEPTED = "never accepted";

/** What is noted of a message whose delivery in direct mode nobody told the end of within the function timeout. */
export const NO_END_TOLD = "no end was told";

/** One row of the list. */
export interface MessageSummary {
  /** The message's identity, the same through hops, retries and redrives. */
  messageId: string;
  /** Place in the order of first sight, rising; what pages are asked by. */
  position: number;
  /** null where the body tells none. */
  type: string | null;
  state: MessageState;
  /** Words beside the state, for example "will be dead-lettered", "inferred", "deleted by filter", "duplicate". */
  note: string | null;
  /** null where nobody told: a foreign producer's message before its first delivery. */
  mode: Mode | null;
  /** Deliveries to a handler so far. */
  attempts: number;
  /** First sight: accepted, or, where nobody told that, sent. */
  acceptedAt: number;
  /** When it last changed. */
  changedAt: number;
  /** When it is due (delayed) or visible again (after a failed attempt, or where its worker is lost); null: now or never. */
  visibleAt: number | null;
  /** What it spent `waiting` ({@link Span}) until a handler had it first; null before that. */
  queueWaitMs: number | null;
  /** The last `handler` stretch ({@link Span}); null before its end, and where no handler was called. */
  handlerMs: number | null;
  traceId: string | null;
  /** First line of the last attempt's error; null where it succeeded. */
  lastError: string | null;
}

/**
 * Filters and page, as query parameters. All filters must hold.
 *
 * @example `/v1/messages?state=failed&state=dead&type=order%3Anew&limit=200&before=4711`
 */
export interface MessagesQuery {
  /** Repeatable; any of them. */
  state?: readonly MessageState[];
  /** Repeatable; any of them. */
  type?: readonly string[];
  mode?: Mode;
  /** Words, all of which occur in body, type, id, trace id or errors; the last may be a word's beginning. */
  text?: string;
  /** Beginning of an identity, or a whole trace id. */
  id?: string;
  /** Accepted at or after, milliseconds since the epoch. */
  from?: number;
  /** Accepted before, milliseconds since the epoch. */
  to?: number;
  /** From 1 to 500. @default 100 */
  limit?: number;
  /** Positions below this one: the next page of older messages. */
  before?: number;
  /** Leaves out the first so many: a jump far down a list whose top `before` holds still. Costs time in proportion. */
  skip?: number;
  /** Positions above this one: what is new. Still newest first. */
  after?: number;
}

/** Newest first. */
export interface MessagesPage {
  messages: MessageSummary[];
  /** What `before` of the next page is; null where there is none. */
  next: number | null;
  /** How many match in all; null where that would take a long count (text, id, time). */
  total: number | null;
  /** Number of the last change that is in it, as the ids of the stream's events have it: whoever listens from it misses none. */
  change: number;
}

/** A thrown error as it was told. Text, whatever it looks like: show it as such. */
export interface ErrorDetail {
  name: string;
  message: string;
  /** null where there was none. */
  stack: string | null;
  code: string | null;
  cause: ErrorDetail | null;
}

/** One line that was logged while the message was handled. */
export interface LogLine {
  at: number;
  level: string;
  service: string;
  text: string;
  /** The line's other fields, as JSON; null where there are none. */
  fields: string | null;
}

/** One delivery to a handler. */
export interface Attempt {
  /** 1 for the first. */
  number: number;
  /** SQS's receive count; deliveries that no handler saw (hops, releases) count there, so it may run ahead. */
  receiveCount: number | null;
  receivedAt: number;
  startedAt: number | null;
  endedAt: number | null;
  /** `lost`: nobody told its end in time, so that its worker may have been killed; null: it has not ended. */
  outcome: "succeeded" | "failed" | "returned" | "lost" | null;
  /** Its `handler` stretch ({@link Span}); null before its end, and where no handler was called. */
  handlerMs: number | null;
  error: ErrorDetail | null;
  logs: LogLine[];
  /** Which process handled it, for example `worker`. */
  service: string;
}

/** One thing that happened. */
export interface TimelineEntry {
  at: number;
  /**
   * For example "sent" (by a producer that tells nothing), "accepted", "hop", "received", "started", "succeeded", "failed",
   * "returned to queue", "moved to DLQ", "redriven", "deleted by filter", "payload stored", "payload fetched",
   * "payload deleted", "direct delivery refused".
   */
  what: string;
  service: string;
  /** Milliseconds since the entry before; null for the first. */
  sincePreviousMs: number | null;
  /** Facts to show beside it, for example `{ "receiveCount": 2 }`. */
  facts: Record<string, string | number | boolean | null>;
}

/** The kinds of stretches in the order of a life. */
export const spanKinds = ["delayed", "waiting", "in flight", "handler", "dead-letter queue"] as const;

/**
 * A stretch of a message's life. They follow each other without gaps, so that together they are what passed from its first
 * sight to its end. Every duration that is shown anywhere is one of these, or a sum of them:
 *
 * - `delayed`: in the queue, not visible before it is due.
 * - `waiting`: in the queue with no worker, hidden after a failed attempt too, and until it is seen in the dead-letter queue.
 * - `in flight`: with a worker, its handler not called (yet): the payload is fetched, or it is given back.
 * - `handler`: from its handler's call to its end.
 * - `dead-letter queue`: from its first sight there until it is redriven, deleted or gone.
 */
export interface Span {
  kind: (typeof spanKinds)[number];
  from: number;
  /** null: it lasts. */
  to: number | null;
}

/** A message beside this one. */
export interface RelatedMessage {
  messageId: string;
  type: string | null;
  state: MessageState;
  acceptedAt: number;
}

/** Can it be sent again as it was? */
export interface Replayable {
  /** Where the body comes from: the queue while it lies there, else the console's store. */
  from: "queue" | "dlq" | "store";
  /** May it be replayed unedited? */
  asItIs: boolean;
  /** Why not; null where it may. */
  reason: string | null;
  /** Paths in the payload that are masked or cut, for example `card.token`: the edit form shows them empty and required. */
  missingFields: string[];
}

/** All about one message. */
export interface MessageDetail extends MessageSummary {
  /** As a page's: whoever listens from it misses none. */
  change: number;
  /** JSON text of the payload as stored: masked and cut; null where none was told. */
  payload: string | null;
  /** Is it the body's beginning only, or no JSON, so that it is shown as text? */
  payloadCut: boolean;
  /** Is all of it kept? Where it is and is shown as text nevertheless, it is no JSON. */
  payloadWhole: boolean;
  /** Paths of masked fields in the payload. */
  maskedFields: string[];
  /** Body and attributes as SQS counts them (the body alone where nobody told that it was accepted); the payload in it, unless it lies in S3. */
  bytes: number | null;
  /** What the payload weighs as JSON where it lies in S3, and the body only points to it; null for others. */
  payloadBytes: number | null;
  /** The message's attributes by name, the envelope's own (`letsgo.…`) among them. */
  attributes: Record<string, string>;
  /** What was lost while it was under way: what is shown of it may not be all. */
  losses: Loss[];
  /** How many of its events and log lines are not kept: there were more than 500. */
  omitted: number;
  /** Name of the queue that it was last seen in; null in direct mode. */
  queue: string | null;
  sqsMessageId: string | null;
  /** One sentence: where it is now, and when it will be visible again. */
  where: string;
  timeline: TimelineEntry[];
  spans: Span[];
  deliveries: Attempt[];
  /** Lines that were logged outside an attempt that is known. */
  logs: LogLine[];
  /** What was being handled when this one was enqueued. */
  parent: RelatedMessage | null;
  /** What was enqueued while this one was handled; at most 100. */
  children: RelatedMessage[];
  /** The message that this one, edited, replays. */
  replayOf: RelatedMessage | null;
  /** Replays of this one. */
  replays: RelatedMessage[];
  replayable: Replayable;
}
