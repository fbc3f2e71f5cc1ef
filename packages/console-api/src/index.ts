export type { Dashboard, DashboardQuery, LatencySeries, TypeTotals } from "./dashboard.ts";
export type { Loss } from "./losses.ts";
export type {
  Attempt,
  ErrorDetail,
  LogLine,
  MessageDetail,
  MessageState,
  MessageSummary,
  MessagesPage,
  MessagesQuery,
  Mode,
  RelatedMessage,
  Replayable,
  Span,
  TimelineEntry,
} from "./messages.ts";
export { messageStates, NEVER_ACCEPTED, NO_END_TOLD, spanKinds } from "./messages.ts";
export type {
  Deleted,
  Purged,
  PurgeRequest,
  Redrive,
  RedriveRequest,
  ReplayRequest,
  SendRequest,
  Sent,
} from "./operations.ts";
export { consolePaths } from "./paths.ts";
export type { Problem } from "./problem.ts";
export type {
  AttributeDifference,
  HistoryQuery,
  Peeked,
  PeekedMessage,
  QueueCounts,
  QueueHistory,
  QueueNow,
  QueueRole,
  QueuesAnswer,
} from "./queues.ts";
export type {
  Catalogue,
  CataloguedType,
  Health,
  InForce,
  LiveChange,
  LiveChanged,
  Notice,
  ShipperStatus,
  Status,
} from "./status.ts";
export type { StreamEvents } from "./stream.ts";
export { streamEventNames } from "./stream.ts";
