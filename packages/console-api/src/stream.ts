import type { MessageState, MessageSummary } from "./messages.ts";
import type { Redrive } from "./operations.ts";
import type { QueuesAnswer } from "./queues.ts";
import type { Status } from "./status.ts";

/**
 * What the stream tells: each server-sent event's name and its data. `messages` carries an id, by which a client that was
 * away resumes: it gets what changed meanwhile, each message once and as it stands now. A client that missed more than can
 * be told, or whose id is of another store, gets `resync`: ask everything again. A new client hears at once the last of
 * `queues`, `status` and `redrive`. A comment comes every 15 seconds.
 */
export interface StreamEvents {
  /** Changed or new, at most 500; the oldest change first. With them how many messages stand where, at that moment. */
  messages: { messages: MessageSummary[]; states: Record<MessageState, number> };
  queues: QueuesAnswer;
  status: Status;
  /** How far it has come; a new client may hear of one that has ended long ago. */
  redrive: Redrive;
  resync: { reason: string };
}

/** Names of the stream's events. */
export const streamEventNames = [
  "messages",
  "queues",
  "status",
  "redrive",
  "resync",
] as const satisfies readonly (keyof StreamEvents)[];
