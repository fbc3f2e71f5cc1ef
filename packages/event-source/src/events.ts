import { channel } from "node:diagnostics_channel";
import type { SQSRecord } from "aws-lambda";

/** The `node:diagnostics_channel` on which every mapping of this process tells what happens to its messages. */
export const eventSourceChannelName = "letsgo:event-source";

/** A message was received and goes to the handler; told before the invocation, once per delivery. */
export interface ReceivedEvent {
  name: "received";
  record: SQSRecord;
  queueArn: string;
  /** When it goes to the handler, epoch milliseconds; with a batching window it was received before. */
  at: number;
  /** When it is visible again unless it is deleted before, epoch milliseconds. */
  visibleAt?: number;
}

/** The handler threw, timed out, or answered with an invalid batch response: the whole batch stays in the queue. */
export interface InvocationFailedEvent {
  name: "invocation-failed";
  records: readonly SQSRecord[];
  error: Error;
  durationMs: number;
}

/** SQS has confirmed that the message is deleted. */
export interface DeletedEvent {
  name: "deleted";
  record: SQSRecord;
}

/** No filter matches the message: it was deleted without an invocation (C25), and without `received` before it. */
export interface FilteredEvent {
  name: "filtered";
  record: SQSRecord;
}

/**
 * Why a message was not deleted, and so, but for `queue-gone`, comes back after its visibility timeout:
 * - `invocation-failed`: the invocation failed as a whole (C8, C17, C18).
 * - `reported`: the handler listed it in `batchItemFailures` (C15).
 * - `group-failed`: FIFO, and an earlier message of its group failed; it was not handled, and comes back in order (C23).
 * - `delete-failed`: handled, or filtered out, but SQS did not confirm the delete; it may come a second time.
 * - `stopped`: its handler was still running when the grace period ended.
 * - `release-failed`: received while stopping, and SQS did not take it back at once.
 * - `queue-gone`: its queue does not exist any more, and the message went with it; this one does not come back.
 */
export type KeptReason =
  | "invocation-failed"
  | "reported"
  | "group-failed"
  | "delete-failed"
  | "stopped"
  | "release-failed"
  | "queue-gone";

/** The message stays in the queue, if there is one. */
export interface KeptEvent {
  name: "kept";
  record: SQSRecord;
  reason: KeptReason;
  /** When it is visible again, epoch milliseconds, unless its handler has changed that. */
  visibleAt?: number;
  /** What went wrong; absent for `reported`, `group-failed` and `stopped`. */
  error?: Error;
}

/** Not started when the mapping stopped or paused: given back with visibility timeout 0, without `received` before it. */
export interface ReleasedEvent {
  name: "released";
  record: SQSRecord;
}

/** With `heartbeatSeconds` alone: the message could not be kept hidden, so it may come again while it is being handled. */
export interface ExtendFailedEvent {
  name: "extend-failed";
  record: SQSRecord;
  error: Error;
}

/** The queue cannot be polled; told once per outage, however many receives fail in it. */
export interface PollFailedEvent {
  name: "poll-failed";
  error: Error;
}

/** The outage is over. */
export interface PollRecoveredEvent {
  name: "poll-recovered";
}

/** Every event of the channel, told apart by `name`. */
export type EventSourceEvent =
  | ReceivedEvent
  | InvocationFailedEvent
  | DeletedEvent
  | FilteredEvent
  | KeptEvent
  | ReleasedEvent
  | ExtendFailedEvent
  | PollFailedEvent
  | PollRecoveredEvent;

/** Publishes one event; costs next to nothing while nobody listens. */
export function publish(event: EventSourceEvent): void {
  eventSourceChannel.publish(event);
}

// --- internal ---

const eventSourceChannel = channel(eventSourceChannelName);
