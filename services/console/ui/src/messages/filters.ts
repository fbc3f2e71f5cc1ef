import {
  type MessageState,
  type MessageSummary,
  type MessagesQuery,
  type Mode,
  messageStates,
} from "@letsgo/console-api";

/** Relative beginnings of a time window in milliseconds, by their names in the URL. */
export const windows = { "5m": 300_000, "15m": 900_000, "1h": 3_600_000, "24h": 86_400_000 } as const;

export type WindowName = keyof typeof windows;

/** What the list is narrowed by; all of it is in the URL. */
export interface Filters {
  readonly state: readonly MessageState[];
  readonly type: readonly string[];
  readonly mode: Mode | null;
  /** Words in body, type, ids and errors. */
  readonly text: string;
  /** Beginning of an identity, or a trace id. */
  readonly id: string;
  /** Accepted within so long before now. */
  readonly since: WindowName | null;
  /** Accepted at or after; local time as a date field writes it. */
  readonly from: string;
  readonly to: string;
}

/** Most characters that words, an id or a type may have; the server takes no more. */
export const MAX_CHARACTERS = 1_000;
/** Most types at once; the server takes no more. */
export const MAX_TYPES = 50;

/** Reads filters from a URL; what is unknown there is left out, and what is too long is cut: `findMisread` tells of both. */
export function parseFilters(params: URLSearchParams): Filters {
  const mode = params.get("mode");
  const since = params.get("since");
  return {
    state: params.getAll("state").filter((state): state is MessageState => messageStates.includes(state as never)),
    type: params
      .getAll("type")
      .filter((type) => type !== "" && type.length <= MAX_CHARACTERS)
      .slice(0, MAX_TYPES),
    mode: mode === "direct" || mode === "queued" ? mode : null,
    text: (params.get("text") ?? "").slice(0, MAX_CHARACTERS),
    id: (params.get("id") ?? "").slice(0, MAX_CHARACTERS),
    since: since !== null && Object.hasOwn(windows, since) ? (since as WindowName) : null,
    from: toLocalTime(params.get("from")),
    to: toLocalTime(params.get("to")),
  };
}

/** Writes filters into a URL; what is not set is not there. */
export function toParams(filters: Filters): URLSearchParams {
  const params = new URLSearchParams();
  for (const state of filters.state) params.append("state", state);
  for (const type of filters.type) params.append("type", type);
  for (const name of ["mode", "text", "id", "since", "from", "to"] as const) {
    if (filters[name]) params.set(name, filters[name]);
  }
  return params;
}

/** What the server is asked. */
export function toQuery(filters: Filters, now: number): MessagesQuery {
  const { state, type, mode, text, id } = filters;
  const { from, to } = toSpan(filters, now);
  return {
    ...(state.length > 0 && { state }),
    ...(type.length > 0 && { type }),
    ...(mode && { mode }),
    ...(text.trim() && { text: text.trim() }),
    ...(id.trim() && { id: id.trim() }),
    ...(from !== null && { from }),
    ...(to !== null && { to }),
  };
}

/** Does a message belong to the list? Text is looked for by the server alone: `undefined` says that it must be asked. */
export function isMatch(filters: Filters, message: MessageSummary, now: number): boolean | undefined {
  const { state, type, mode, text } = filters;
  const id = filters.id.trim();
  const { from, to } = toSpan(filters, now);
  if (state.length > 0 && !state.includes(message.state)) return false;
  if (type.length > 0 && !type.includes(message.type ?? "")) return false;
  if (mode && message.mode !== mode) return false;
  if (id && !message.messageId.startsWith(id) && message.traceId !== id) return false;
  if (from !== null && message.acceptedAt < from) return false;
  if (to !== null && message.acceptedAt >= to) return false;
  return text.trim() === "" ? true : undefined;
}

export function isUnfiltered(filters: Filters): boolean {
  return toParams(filters).size === 0;
}

/** Local time as a date field writes it; empty where it is none. */
export function toLocalTime(value: string | null): string {
  return value !== null && LOCAL_TIME.test(value) && !Number.isNaN(Date.parse(value)) ? value : "";
}

// --- internal ---

const LOCAL_TIME = /^\d{4}-\d\d-\d\dT\d\d:\d\d(:\d\d)?$/;

function toSpan({ since, from, to }: Filters, now: number): { from: number | null; to: number | null } {
  return {
    from: since ? now - windows[since] : from ? Date.parse(from) : null,
    to: to && !since ? Date.parse(to) : null,
  };
}
