import type { MessageState, Mode } from "@letsgo/console-api";

/** A row of `messages`: what is known of a message, and what follows from it. Times are milliseconds since the epoch. */
export interface MessageRow {
  position: number;
  id: string;
  change: number;
  type: string | null;
  state: MessageState;
  note: string | null;
  mode: Mode | null;
  attempts: number;
  /** First sight. */
  firstAt: number;
  changedAt: number;
  /** When time alone may change the state. */
  recheckAt: number | null;
  visibleAt: number | null;
  acceptedAt: number | null;
  dueAt: number | null;
  refusedAt: number | null;
  hoppedAt: number | null;
  hopVisibleAt: number | null;
  redrivenAt: number | null;
  /** Last seen in the dead-letter queue; `inferred` where nobody could look. */
  deadAt: number | null;
  inferred: number;
  /** No longer there when last looked for. */
  goneAt: number | null;
  /** Deleted by hand or by a purge. */
  removedAt: number | null;
  removedNote: string | null;
  queueWaitMs: number | null;
  handlerMs: number | null;
  traceId: string | null;
  lastError: string | null;
  parentId: string | null;
  replayOf: string | null;
  /** JSON of a payload that travelled by S3; its body's own is null. */
  payload: string | null;
  payloadCut: number;
  /** What that payload weighs as a whole. */
  payloadBytes: number | null;
  body: string | null;
  bodyBytes: number | null;
  bodyCut: number;
  /** JSON array of paths. */
  masked: string | null;
  bytes: number | null;
  /** JSON object. */
  attributes: string | null;
  queue: string | null;
  sqsMessageId: string | null;
  /** Events and log lines beyond what is kept of one message. */
  omitted: number;
  eventCount: number;
  logCount: number;
}

/** What ended a delivery, as its worker told. */
export type DeliveryOutcome = "succeeded" | "duplicate" | "failed" | "hopped" | "skipped" | "filtered";

/** A row of `deliveries`. */
export interface DeliveryRow {
  id: number | null;
  message: number;
  deliveryId: string;
  service: string;
  mode: Mode | null;
  receiveCount: number | null;
  receivedAt: number | null;
  startedAt: number | null;
  endedAt: number | null;
  outcome: DeliveryOutcome | null;
  willRetry: number | null;
  /** JSON of an `ErrorDetail`. */
  error: string | null;
  visibleAt: number | null;
  returnedAt: number | null;
  deletedAt: number | null;
  reason: string | null;
}

/** Columns that are written back after a message was touched. */
export const messageColumns = [
  "change",
  "type",
  "state",
  "note",
  "mode",
  "attempts",
  "firstAt",
  "changedAt",
  "recheckAt",
  "visibleAt",
  "acceptedAt",
  "dueAt",
  "refusedAt",
  "hoppedAt",
  "hopVisibleAt",
  "redrivenAt",
  "deadAt",
  "inferred",
  "goneAt",
  "removedAt",
  "removedNote",
  "queueWaitMs",
  "handlerMs",
  "traceId",
  "lastError",
  "parentId",
  "replayOf",
  "payload",
  "payloadCut",
  "payloadBytes",
  "body",
  "bodyBytes",
  "bodyCut",
  "masked",
  "bytes",
  "attributes",
  "queue",
  "sqsMessageId",
  "omitted",
  "eventCount",
  "logCount",
] as const satisfies readonly (keyof MessageRow)[];

/** Columns of `deliveries` but its key. */
export const deliveryColumns = [
  "message",
  "deliveryId",
  "service",
  "mode",
  "receiveCount",
  "receivedAt",
  "startedAt",
  "endedAt",
  "outcome",
  "willRetry",
  "error",
  "visibleAt",
  "returnedAt",
  "deletedAt",
  "reason",
] as const satisfies readonly (keyof DeliveryRow)[];
