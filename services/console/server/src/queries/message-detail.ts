import type { Attempt, ErrorDetail, LogLine, MessageDetail, RelatedMessage, TimelineEntry } from "@letsgo/console-api";
import { handlerMsOf } from "../life/durations.ts";
import { toSpans } from "../life/spans.ts";
import { staysIn } from "../life/stays.ts";
import { isAttempt, timeOf } from "../store/derive-state.ts";
import type { DeliveryRow, MessageRow } from "../store/rows.ts";
import type { Store } from "../store/store.ts";
import { type SummaryRow, summaryColumns, toSummary } from "./list-messages.ts";
import { toReplayable } from "./replayable.ts";
import { whereIs } from "./where-is.ts";

/** All about one message; undefined where it is not kept. `queuedIn` says where its body can be had unmasked. */
export function messageDetail(
  { database, losses, change }: Pick<Store, "database" | "losses" | "change">,
  messageId: string,
  queuedIn?: "queue" | "dlq",
): MessageDetail | undefined {
  const row = database.prepare("SELECT * FROM messages WHERE id = ?").get(messageId) as MessageRow | undefined;
  if (!row) return undefined;
  const ofMessage = (sql: string) => database.prepare(sql).all(row.position);
  const deliveries = ofMessage("SELECT * FROM deliveries WHERE message = ?") as unknown as DeliveryRow[];
  const lines = ofMessage("SELECT * FROM logs WHERE message = ? ORDER BY at, id") as unknown as StoredLine[];
  const events = ofMessage("SELECT * FROM events WHERE message = ? ORDER BY at, id") as unknown as StoredEvent[];
  const attempts = toAttempts(row, deliveries, lines);
  const shown = new Set(deliveries.filter(isAttempt).map(({ deliveryId }) => deliveryId));
  const related = createRelated(database);
  return {
    ...toSummary(row as SummaryRow),
    ...toBody(row),
    change,
    bytes: row.bytes ?? row.bodyBytes,
    payloadBytes: row.payloadBytes,
    losses: losses.during(row.firstAt, isOver(row) ? row.changedAt : Date.now()),
    omitted: row.omitted,
    attributes: row.attributes === null ? {} : (JSON.parse(row.attributes) as Record<string, string>),
    queue: row.mode === "direct" ? null : row.queue,
    sqsMessageId: row.sqsMessageId,
    where: whereIs(row, deliveries, Date.now()),
    timeline: toTimeline(row, events),
    spans: toSpans(row, deliveries, staysIn(events)),
    deliveries: attempts,
    logs: lines.filter(({ deliveryId }) => deliveryId === null || !shown.has(deliveryId)).map(toLine),
    parent: row.parentId === null ? null : related.one(row.parentId),
    children: related.many("parentId", row.id),
    replayOf: row.replayOf === null ? null : related.one(row.replayOf),
    replays: related.many("replayOf", row.id),
    replayable: toReplayable(row, queuedIn),
  };
}

// --- internal ---

function isOver({ state }: MessageRow): boolean {
  return state === "succeeded" || state === "failed" || state === "deleted";
}

interface StoredLine extends LogLine {
  readonly deliveryId: string | null;
}

interface StoredEvent {
  readonly at: number;
  readonly what: string;
  readonly service: string;
  readonly facts: string | null;
}

/** The payload alone where the body is whole; a cut one, or one that is no message, as the text that it is. */
function toBody({
  body,
  bodyCut,
  payload: claimed,
  payloadCut,
  masked,
}: MessageRow): Pick<MessageDetail, "payload" | "payloadCut" | "payloadWhole" | "maskedFields"> {
  const maskedFields = (masked === null ? [] : (JSON.parse(masked) as string[])).map((path) =>
    path.replace(/^payload\./, ""),
  );
  if (claimed !== null) {
    return { payload: claimed, payloadCut: payloadCut === 1, payloadWhole: payloadCut === 0, maskedFields };
  }
  const payloadWhole = bodyCut === 0;
  if (body === null) return { payload: null, payloadCut: false, payloadWhole, maskedFields };
  try {
    const parsed = JSON.parse(body) as unknown;
    const isMessage = typeof parsed === "object" && parsed !== null && Object.hasOwn(parsed, "payload");
    const payload = JSON.stringify(isMessage ? (parsed as { payload: unknown }).payload : parsed);
    return { payload, payloadCut: bodyCut === 1, payloadWhole, maskedFields };
  } catch {
    return { payload: body, payloadCut: true, payloadWhole, maskedFields };
  }
}

function toAttempts(
  { state }: MessageRow,
  deliveries: readonly DeliveryRow[],
  lines: readonly StoredLine[],
): Attempt[] {
  const ordered = [...deliveries].sort((a, b) => timeOf(a) - timeOf(b));
  const running = state === "in flight" ? ordered.at(-1) : undefined;
  return ordered.filter(isAttempt).map((delivery, index) => ({
    number: index + 1,
    receiveCount: delivery.receiveCount,
    receivedAt: timeOf(delivery),
    startedAt: delivery.startedAt,
    endedAt: delivery.endedAt ?? delivery.returnedAt,
    outcome: outcomeOf(delivery) ?? (delivery === running ? null : "lost"),
    handlerMs: handlerMsOf(delivery),
    error: delivery.error === null ? null : toError(JSON.parse(delivery.error)),
    logs: lines.filter(({ deliveryId }) => deliveryId === delivery.deliveryId).map(toLine),
    service: delivery.service,
  }));
}

function outcomeOf({ outcome, returnedAt }: DeliveryRow): Attempt["outcome"] {
  if (outcome === "succeeded" || outcome === "failed") return outcome;
  return returnedAt === null ? null : "returned";
}

function toError(error: Partial<ErrorDetail>): ErrorDetail {
  const { name = "Error", message = "", stack = null, code = null, cause = null } = error;
  return { name, message, stack, code, cause: cause && toError(cause) };
}

function toLine({ at, level, service, text, fields }: StoredLine): LogLine {
  return { at, level, service, text, fields };
}

/** A message from elsewhere was sent before the first that is told of it. */
function toTimeline({ acceptedAt, firstAt }: MessageRow, told: readonly StoredEvent[]): TimelineEntry[] {
  const isForeign = acceptedAt === null && firstAt < (told[0]?.at ?? firstAt);
  const sent: StoredEvent = { at: firstAt, what: "sent", service: "elsewhere", facts: null };
  const events = isForeign ? [sent, ...told] : told;
  return events.map(({ at, what, service, facts }, index) => ({
    at,
    what,
    service,
    sincePreviousMs: index === 0 ? null : at - (events[index - 1]?.at ?? at),
    facts: facts === null ? {} : (JSON.parse(facts) as TimelineEntry["facts"]),
  }));
}

function createRelated(database: Store["database"]) {
  const toRelated = ({ id, type, state, firstAt }: SummaryRow): RelatedMessage => ({
    messageId: id,
    type,
    state,
    acceptedAt: firstAt,
  });
  return {
    one(id: string): RelatedMessage | null {
      const row = database.prepare(`SELECT ${summaryColumns} FROM messages WHERE id = ?`).get(id);
      return row ? toRelated(row as unknown as SummaryRow) : null;
    },
    many(column: "parentId" | "replayOf", id: string): RelatedMessage[] {
      const sql = `SELECT ${summaryColumns} FROM messages WHERE ${column} = ? ORDER BY position LIMIT 100`;
      return (database.prepare(sql).all(id) as unknown as SummaryRow[]).map(toRelated);
    },
  };
}
