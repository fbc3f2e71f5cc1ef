import type { DatabaseSync } from "node:sqlite";
import { remember } from "../state/deduplication.ts";
import type { MoveTask, Queue, ReceiveAttempt, State } from "../state/model.ts";
import { createQueue, schedule } from "../state/queues.ts";
import { addAttempt } from "../state/receive-attempt.ts";
import { restoreMessages } from "./restore-messages.ts";

/**
 * Fills an empty state with what the tables hold.
 *
 * @returns the queues by the ids of their rows, and the time of the last write
 */
export function restoreState(database: DatabaseSync, state: State): { queues: Map<number, Queue>; time: number } {
  const queues = new Map<number, Queue>();
  for (const row of read<QueueRow>(database, "SELECT * FROM queues ORDER BY id"))
    queues.set(row.id, toQueue(state, row));
  restoreMessages(database, state, queues);
  for (const row of read<DeduplicationRow>(database, "SELECT * FROM deduplications ORDER BY expires_at")) {
    const { key, message_id: messageId, sequence_number: sequenceNumber, expires_at: expiresAt } = row;
    remember(state, { queue: queues.get(row.queue) as Queue, key, messageId, sequenceNumber, expiresAt });
  }
  for (const row of read<AttemptRow>(database, "SELECT * FROM receive_attempts ORDER BY expires_at")) {
    const queue = queues.get(row.queue);
    const received = JSON.parse(row.received) as ReceiveAttempt["received"];
    if (queue !== undefined) addAttempt(state, { queue, key: row.attempt_id, received, expiresAt: row.expires_at });
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

interface DeduplicationRow {
  readonly queue: number;
  readonly key: string;
  readonly message_id: string;
  readonly sequence_number: string;
  readonly expires_at: number;
}

interface AttemptRow {
  readonly queue: number;
  readonly attempt_id: string;
  readonly received: string;
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
