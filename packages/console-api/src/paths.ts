import type { QueueRole } from "./queues.ts";

/**
 * Where the console's server is asked, all on one origin. Answers are JSON; whatever fails is `application/problem+json`
 * ({@link Problem}). Times are milliseconds since the epoch, durations milliseconds, absent values null.
 *
 * | method and path | request | answer |
 * | --- | --- | --- |
 * | GET `health` | | 200 `Health` |
 * | GET `status` | | 200 `Status` |
 * | PATCH `live` | `LiveChange` | 200 `LiveChanged` |
 * | GET `stream` | header `Last-Event-ID` or `?lastEventId=` | `text/event-stream` of `StreamEvents` |
 * | GET `catalogue` | | 200 `Catalogue` |
 * | GET `messages` | query `MessagesQuery` | 200 `MessagesPage` |
 * | POST `messages` | `SendRequest` | 201 `Sent` |
 * | GET `message(id)` | | 200 `MessageDetail`, 404 |
 * | POST `replay(id)` | `ReplayRequest` | 201 `Sent`, 409 where replay is refused |
 * | GET `queues` | | 200 `QueuesAnswer` |
 * | GET `queueHistory` | query `HistoryQuery` | 200 `QueueHistory` |
 * | GET `peek(queue)` | | 200 `Peeked` |
 * | DELETE `queuedMessage(queue, id)` | | 200 `Deleted`, 404 where it is not visible there |
 * | POST `purge(queue)` | `PurgeRequest` | 200 `Purged`, 400 where the name is not the queue's |
 * | POST `redrives` | `RedriveRequest` | 202 `Redrive` |
 * | GET `redrive(id)` | | 200 `Redrive` |
 * | DELETE `redrive(id)` | | 200 `Redrive`: what is moved stays moved |
 * | GET `dashboard` | query `DashboardQuery` | 200 `Dashboard` |
 */
export const consolePaths = {
  health: "/v1/health",
  /** For the shippers of API and worker only. */
  events: "/v1/events",
  status: "/v1/status",
  live: "/v1/live",
  stream: "/v1/stream",
  catalogue: "/v1/catalogue",
  messages: "/v1/messages",
  message: (messageId: string) => `/v1/messages/${encodeURIComponent(messageId)}`,
  replay: (messageId: string) => `/v1/messages/${encodeURIComponent(messageId)}/replay`,
  queues: "/v1/queues",
  queueHistory: "/v1/queues/history",
  peek: (queue: QueueRole) => `/v1/queues/${queue}/messages`,
  queuedMessage: (queue: QueueRole, messageId: string) =>
    `/v1/queues/${queue}/messages/${encodeURIComponent(messageId)}`,
  purge: (queue: QueueRole) => `/v1/queues/${queue}/purge`,
  redrives: "/v1/redrives",
  redrive: (redriveId: string) => `/v1/redrives/${encodeURIComponent(redriveId)}`,
  dashboard: "/v1/dashboard",
} as const;
