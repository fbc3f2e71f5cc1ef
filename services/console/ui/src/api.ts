import {
  type Catalogue,
  consolePaths,
  type Dashboard,
  type DashboardQuery,
  type Deleted,
  type LiveChange,
  type LiveChanged,
  type MessageDetail,
  type MessagesPage,
  type MessagesQuery,
  type Peeked,
  type Problem,
  type Purged,
  type QueueHistory,
  type QueueRole,
  type QueuesAnswer,
  type Redrive,
  type RedriveRequest,
  type ReplayRequest,
  type SendRequest,
  type Sent,
  type Status,
} from "@letsgo/console-api";

/** What the console's server refused, or that it did not answer. */
export class ApiError extends Error {
  /** HTTP status; 0 where there was no answer. */
  readonly status: number;
  /** Faults by field, where it was a form's. */
  readonly errors: NonNullable<Problem["errors"]>;

  constructor(status: number, message: string, errors: NonNullable<Problem["errors"]> = []) {
    super(message);
    this.name = "ApiError";
    this.status = status;
    this.errors = errors;
  }
}

/**
 * The console's server. Each call rejects with an {@link ApiError} whose message can be shown as it is.
 */
export const api = {
  status: (signal?: AbortSignal) => get<Status>(consolePaths.status, {}, signal),
  catalogue: (signal?: AbortSignal) => get<Catalogue>(consolePaths.catalogue, {}, signal),
  messages: (query: MessagesQuery, signal?: AbortSignal) => get<MessagesPage>(consolePaths.messages, query, signal),
  message: (id: string, signal?: AbortSignal) => get<MessageDetail>(consolePaths.message(id), {}, signal),
  queues: (signal?: AbortSignal) => get<QueuesAnswer>(consolePaths.queues, {}, signal),
  queueHistory: (minutes: number, signal?: AbortSignal) =>
    get<QueueHistory>(consolePaths.queueHistory, { minutes }, signal),
  peek: (queue: QueueRole, signal?: AbortSignal) => get<Peeked>(consolePaths.peek(queue), {}, signal),
  dashboard: (query: DashboardQuery, signal?: AbortSignal) => get<Dashboard>(consolePaths.dashboard, query, signal),
  redrive: (id: string, signal?: AbortSignal) => get<Redrive>(consolePaths.redrive(id), {}, signal),
  send: (request: SendRequest) => call<Sent>("POST", consolePaths.messages, request),
  replay: (id: string, request: ReplayRequest) => call<Sent>("POST", consolePaths.replay(id), request),
  startRedrive: (request: RedriveRequest) => call<Redrive>("POST", consolePaths.redrives, request),
  cancelRedrive: (id: string) => call<Redrive>("DELETE", consolePaths.redrive(id)),
  deleteMessage: (queue: QueueRole, id: string) => call<Deleted>("DELETE", consolePaths.queuedMessage(queue, id)),
  purge: (queue: QueueRole, confirm: string) => call<Purged>("POST", consolePaths.purge(queue), { confirm }),
  changeLive: (change: LiveChange) => call<LiveChanged>("PATCH", consolePaths.live, change),
};

/** Opens the stream, from where the event of that id left off. */
export function openEventSource(lastEventId: string): EventSource {
  const query = lastEventId ? `?lastEventId=${encodeURIComponent(lastEventId)}` : "";
  return new EventSource(consolePaths.stream + query);
}

// --- internal ---

const SILENT =
  "Expected the console's server to answer, got nothing. Is it still running? This page goes on by itself.";

function get<T>(path: string, query: object, signal?: AbortSignal): Promise<T> {
  const params = new URLSearchParams();
  for (const [name, value] of Object.entries(query)) {
    if (value === undefined || value === null) continue;
    for (const each of Array.isArray(value) ? value : [value]) params.append(name, String(each));
  }
  return ask<T>(params.size > 0 ? `${path}?${params}` : path, { signal: signal ?? null });
}

function call<T>(method: string, path: string, body?: unknown): Promise<T> {
  const withBody = { headers: { "content-type": "application/json" }, body: JSON.stringify(body) };
  return ask<T>(path, { method, ...(body !== undefined && withBody) });
}

async function ask<T>(path: string, init: RequestInit): Promise<T> {
  let response: Response;
  try {
    response = await fetch(path, init);
  } catch (error) {
    init.signal?.throwIfAborted();
    throw new ApiError(0, SILENT, [{ field: "", message: String(error) }]);
  }
  const answer = parseJson(await response.text());
  if (response.ok) return answer as T;
  const { detail, errors } = (answer ?? {}) as Partial<Problem>;
  throw new ApiError(response.status, detail ?? `Expected a success, got status ${response.status}.`, errors);
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
