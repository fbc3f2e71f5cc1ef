import type { DatabaseSync } from "node:sqlite";
import { remember } from "../state/deduplication.ts";
import { putBack } from "../state/messages.ts";
import type { MessageState, MoveTask, Queue, State } from "../state/model.ts";
import { createQueue, schedule } from "../state/queues.ts";

/**
 * Fills an empty state with what the tables hold.
 *
 * @returns the queues by the ids of their rows, and the time of the last write
 */
export function restoreState(database: DatabaseSync, state: State): { queues: Map<number, Queue>; time: number } {
  const queues = new Map<number, Queue>();
  for (const row of read<QueueRow>(database, "SELECT * FROM queues ORDER BY id"))
    queues.set(row.id, toQueue(state, row));
  for (const row of read<MessageRow>(database, messagesSql)) bringBack(state, queues.get(row.queue) as Queue, row);
  for (const row of read<DeduplicationRow>(database, "SELECT * FROM deduplications ORDER BY expires_at")) {
    const { key, message_id: messageId, sequence_number: sequenceNumber, expires_at: expiresAt } = row;
    remember(state, { queue: queues.get(row.queue) as Queue, key, messageId, sequenceNumber, expiresAt });
  }
  for (const row of read<{ key: string; deleted_at: number }>(
    database,
    "SELECT * FROM deleted_queues ORDER BY deleted_at",
  ))
    state.deletedAt.set(row.key, row.deleted_at);
  const { time, next_number } = database.prepare("SELECT * FROM emulator").get() as {
    time: number;
    next_number: number;
  };
  state.nextNumber = next_number;
  return { queues, time };
}

// --- internal ---

const messagesSql = "SELECT * FROM messages LEFT JOIN deliveries USING (number) ORDER BY number";

interface QueueRow {
  readonly id: number;
  readonly region: string;
  readonly account_id: string;
  readonly name: string;
  readonly created_at: number;
  readonly modified_at: number;
  readonly purged_at: number | null;
  readonly attributes: string;
  readonly tags: string;
  readonly move_tasks: string;
}

/** What stands beside a message is null where it has had no delivery. */
interface MessageRow {
  readonly number: number;
  readonly queue: number;
  readonly id: string;
  readonly body: string;
  readonly md5_of_body: string;
  readonly attributes: string | null;
  readonly md5_of_attributes: string | null;
  readonly trace_header: string | null;
  readonly sender_id: string;
  readonly group_id: string | null;
  readonly deduplication_id: string | null;
  readonly bytes: number;
  readonly sent_at: number;
  readonly received_elsewhere: number;
  readonly dead_letter_source: string | null;
  readonly state: MessageState | null;
  readonly visible_at: number | null;
  readonly receive_count: number | null;
  readonly first_received_at: number | null;
  readonly received_at: number | null;
}

interface DeduplicationRow {
  readonly queue: number;
  readonly key: string;
  readonly message_id: string;
  readonly sequence_number: string;
  readonly expires_at: number;
}

function read<Row>(database: DatabaseSync, sql: string): Iterable<Row> {
  return database.prepare(sql).iterate() as Iterable<unknown> as Iterable<Row>;
}

function toQueue(state: State, row: QueueRow): Queue {
  const address = { region: row.region, accountId: row.account_id, name: row.name };
  const attributes = new Map<string, string>(Object.entries(JSON.parse(row.attributes)));
  const queue = createQueue(state, address, { attributes, now: row.created_at });
  queue.modifiedAt = row.modified_at;
  queue.purgedAt = row.purged_at ?? undefined;
  for (const [key, value] of Object.entries<string>(JSON.parse(row.tags))) queue.tags.set(key, value);
  for (const task of JSON.parse(row.move_tasks) as MoveTask[]) {
    queue.moveTasks.push(task);
    if (task.status === "RUNNING") schedule(state, queue, task.nextAt);
  }
  return queue;
}

function bringBack(state: State, queue: Queue, row: MessageRow): void {
  const content = {
    body: row.body,
    md5OfBody: row.md5_of_body,
    attributes: row.attributes === null ? undefined : JSON.parse(row.attributes),
    md5OfAttributes: row.md5_of_attributes ?? undefined,
    traceHeader: row.trace_header ?? undefined,
    senderId: row.sender_id,
    groupId: row.group_id ?? undefined,
    deduplicationId: row.deduplication_id ?? undefined,
    bytes: row.bytes,
  };
  putBack(state, queue, {
    number: row.number,
    id: row.id,
    content,
    sentAt: row.sent_at,
    state: row.state ?? "waiting",
    visibleAt: row.visible_at ?? row.sent_at,
    receiveCount: row.receive_count ?? 0,
    receivedElsewhere: row.received_elsewhere,
    firstReceivedAt: row.first_received_at ?? undefined,
    receivedAt: row.received_at ?? 0,
    deadLetterSource: row.dead_letter_source ?? undefined,
  });
}
