import type { MessageSummary, MessagesPage, MessagesQuery } from "@letsgo/console-api";
import type { MessageRow } from "../store/rows.ts";
import { toSearchQuery } from "../store/search-index.ts";
import type { Store } from "../store/store.ts";

/** Columns of a summary; bodies stay where they are. */
export const summaryColumns =
  "position, id, change, type, state, note, mode, attempts, firstAt, changedAt, visibleAt, queueWaitMs, handlerMs, traceId, lastError";

/** What is selected by {@link summaryColumns}. */
export type SummaryRow = Pick<
  MessageRow,
  | "position"
  | "id"
  | "change"
  | "type"
  | "state"
  | "note"
  | "mode"
  | "attempts"
  | "firstAt"
  | "changedAt"
  | "visibleAt"
  | "queueWaitMs"
  | "handlerMs"
  | "traceId"
  | "lastError"
>;

/** One page of the list, newest first, found by position; rows are counted off only where a scrollbar jumps (`skip`). */
export function listMessages({ database, change }: Store, query: MessagesQuery): MessagesPage {
  const limit = query.limit ?? DEFAULT_LIMIT;
  const filter = toFilter(query);
  if (!filter) return { messages: [], next: null, total: 0, change };
  const sql = `SELECT ${summaryColumns} FROM messages ${filter.where} ORDER BY position DESC LIMIT ? OFFSET ?`;
  const rows = database.prepare(sql).all(...filter.values, limit + 1, query.skip ?? 0) as unknown as SummaryRow[];
  const messages = rows.slice(0, limit).map(toSummary);
  return {
    messages,
    next: rows.length > limit ? (messages.at(-1)?.position ?? null) : null,
    total: totalOf(database, query),
    change,
  };
}

export function toSummary(row: SummaryRow): MessageSummary {
  const { position, id, type, state, note, mode, attempts, firstAt, changedAt } = row;
  const { visibleAt, queueWaitMs, handlerMs, traceId, lastError } = row;
  return {
    messageId: id,
    position,
    type,
    state,
    note,
    mode,
    attempts,
    acceptedAt: firstAt,
    changedAt,
    visibleAt,
    queueWaitMs,
    handlerMs,
    traceId,
    lastError,
  };
}

/** Most of one page. */
export const MAX_LIMIT = 500;

// --- internal ---

const DEFAULT_LIMIT = 100;

/** undefined: nothing can match. */
function toFilter(query: MessagesQuery): { where: string; values: (string | number)[] } | undefined {
  const parts: string[] = [];
  const values: (string | number)[] = [];
  const add = (part: string, ...bound: (string | number)[]) => {
    parts.push(part);
    values.push(...bound);
  };
  const { state = [], type = [], mode, text, id, from, to, before, after } = query;
  if (state.length > 0) add(`state IN (${marks(state)})`, ...state);
  if (type.length > 0) add(`type IN (${marks(type)})`, ...type);
  if (mode !== undefined) add("mode = ?", mode);
  if (from !== undefined) add("firstAt >= ?", from);
  if (to !== undefined) add("firstAt < ?", to);
  if (before !== undefined) add("position < ?", before);
  if (after !== undefined) add("position > ?", after);
  if (id) add("(id = ? OR (id >= ? AND id < ?) OR traceId = ?)", id, id, `${id}\u{10FFFF}`, id);
  if (text?.trim()) {
    const search = toSearchQuery(text);
    if (search === undefined) return undefined;
    add("position IN (SELECT rowid FROM search WHERE search MATCH ?)", search);
  }
  return { where: parts.length > 0 ? `WHERE ${parts.join(" AND ")}` : "", values };
}

/** Known without counting where only state and type are asked for. */
function totalOf(database: Store["database"], query: MessagesQuery): number | null {
  const { state = [], type = [], mode, text, id, from, to } = query;
  if (mode !== undefined || text?.trim() || id || from !== undefined || to !== undefined) return null;
  const parts = [
    ...(state.length > 0 ? [`state IN (${marks(state)})`] : []),
    ...(type.length > 0 ? [`type IN (${marks(type)})`] : []),
  ];
  const table = type.length > 0 ? "tallies" : "state_tallies";
  const where = parts.length > 0 ? `WHERE ${parts.join(" AND ")}` : "";
  return Number(database.prepare(`SELECT ifnull(sum(n), 0) AS n FROM ${table} ${where}`).get(...state, ...type)?.n);
}

function marks(values: readonly unknown[]): string {
  return values.map(() => "?").join(", ");
}
