import { Line } from "./line.ts";
import type { Queue, QueueAddress, State } from "./model.ts";
import { Remembered } from "./remembered.ts";
import { toSettings } from "./settings.ts";
import type { StateOptions } from "./state-options.ts";

/** How long a deleted queue's name is not free (D36). */
const DELETED_NAME_MS = 60_000;

export function createState(options: StateOptions): State {
  return {
    options,
    queues: new Map(),
    deletedAt: new Map(),
    nextNumber: 1,
    nextTurn: 1,
    memoryBytes: 0,
    agenda: new Line(),
    available: new Set(),
    changes: undefined,
  };
}

/** @param attributes checked, and complete but for those that have no default */
export function createQueue(
  state: State,
  address: QueueAddress,
  { attributes, now }: { attributes: Map<string, string>; now: number },
): Queue {
  const queue: Queue = {
    ...address,
    arn: toArn(address),
    isFifo: attributes.get("FifoQueue") === "true",
    createdAt: now,
    modifiedAt: now,
    attributes,
    settings: toSettings(attributes),
    tags: new Map(),
    ...noMessages(),
    purgedAt: undefined,
    moveTasks: [],
    due: undefined,
    isDeleted: false,
  };
  state.queues.set(keyOf(queue), queue);
  touch(state, queue);
  return queue;
}

export function findQueue(state: State, address: QueueAddress): Queue | undefined {
  return state.queues.get(keyOf(address));
}

export function findQueueByArn(state: State, arn: string): Queue | undefined {
  const address = parseArn(arn);
  return address && findQueue(state, address);
}

/** Deletes a queue and all in it. */
export function deleteQueue(state: State, queue: Queue, now: number): void {
  clear(state, queue);
  forgetDeleted(state, now);
  state.queues.delete(keyOf(queue));
  state.deletedAt.set(keyOf(queue), now);
  if (queue.due !== undefined) state.agenda.remove(queue.due);
  queue.due = undefined;
  queue.isDeleted = true;
  state.available.add(queue);
  touch(state, queue);
}

export function wasDeletedRecently(state: State, address: QueueAddress, now: number): boolean {
  forgetDeleted(state, now);
  return state.deletedAt.has(keyOf(address));
}

/** Removes every message, and what is remembered of them: deduplication ids and receives (D24). */
export function clear(state: State, queue: Queue): void {
  state.memoryBytes -= queue.memoryBytes;
  Object.assign(queue, noMessages());
  state.changes?.emptied.add(queue);
}

/** Sees to it that the queue is looked at when something of it is due. */
export function schedule(state: State, queue: Queue, dueAt: number): void {
  if (queue.due !== undefined) {
    if (queue.due.key <= dueAt) return;
    state.agenda.remove(queue.due);
  }
  queue.due = state.agenda.add(queue, dueAt);
}

/** Notes that the queue itself has changed, not its messages. */
export function touch(state: State, queue: Queue): void {
  state.changes?.queues.add(queue);
}

export function toArn({ region, accountId, name }: QueueAddress): string {
  return `arn:aws:sqs:${region}:${accountId}:${name}`;
}

/** @returns undefined for what is no ARN of a queue. */
export function parseArn(arn: string): QueueAddress | undefined {
  const [, region, accountId, name] = /^arn:aws[a-z-]*:sqs:([a-z0-9-]+):(\d{12}):([\w-]+(?:\.fifo)?)$/.exec(arn) ?? [];
  return region && accountId && name ? { region, accountId, name } : undefined;
}

/** What names a queue among all. */
export function keyOf({ region, accountId, name }: QueueAddress): string {
  return `${region}/${accountId}/${name}`;
}

// --- internal ---

function noMessages() {
  return {
    messages: new Map(),
    waiting: new Line<never>(),
    groups: new Map(),
    ready: new Line<never>(),
    hidden: new Line<never>(),
    byAge: new Line<never>(),
    counts: { waiting: 0, delayed: 0, "in flight": 0 },
    memoryBytes: 0,
    deduplications: new Remembered<never>(),
    attempts: new Remembered<never>(),
  };
}

/** The names are in the order of their times, so the first that must stay ends the search. */
function forgetDeleted(state: State, now: number): void {
  for (const [key, at] of state.deletedAt) {
    if (at + DELETED_NAME_MS > now) return;
    state.deletedAt.delete(key);
  }
}
