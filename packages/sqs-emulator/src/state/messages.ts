import { Line } from "./line.ts";
import { count, GROUP_BYTES, memoryOf } from "./memory.ts";
import type { Content, Group, Message, MessageState, Queue, State } from "./model.ts";
import { schedule } from "./queues.ts";

/** What of a message is not the same wherever it arrives. */
export interface Arrival {
  readonly id: string;
  readonly content: Content;
  readonly sentAt: number;
  readonly receiveCount?: number;
  readonly firstReceivedAt?: number | undefined;
  readonly deadLetterSource?: string | undefined;
  /** From when on it waits: delayed until then if that is later than now. */
  readonly visibleAt: number;
  readonly now: number;
}

/** A message without its places. */
export type KeptMessage = Pick<
  Message,
  "number" | "state" | "receiveCount" | "receivedElsewhere" | "firstReceivedAt" | "visibleAt"
> &
  Omit<Arrival, "now">;

/** Puts a message into a queue. */
export function arrive(state: State, queue: Queue, arrival: Arrival): Message {
  const { visibleAt, now } = arrival;
  const number = state.nextNumber;
  state.nextNumber += 1;
  const message = toMessage(queue, number, arrival, arrival.receiveCount ?? 0);
  put(state, message, visibleAt > now ? "delayed" : "waiting", visibleAt);
  return message;
}

/** Puts a message into a queue that it was in before, as it was. */
export function putBack(state: State, queue: Queue, kept: KeptMessage): void {
  const message = toMessage(queue, kept.number, kept, kept.receivedElsewhere);
  put(state, message, kept.state, kept.visibleAt);
}

/** Takes a message out of its present state and puts it into another. */
export function move(state: State, message: Message, to: MessageState, visibleAt: number): void {
  leave(state, message);
  enter(state, message, to, visibleAt);
}

/** Takes a message out of its queue for good. */
export function remove(state: State, message: Message): void {
  const { queue, group, content } = message;
  leave(state, message);
  queue.messages.delete(message.number);
  if (message.agePlace !== undefined) queue.byAge.remove(message.agePlace);
  message.agePlace = undefined;
  count(state, queue, -memoryOf(content));
  state.changes?.messages.add(message);
  if (group === undefined) return;
  group.size -= 1;
  if (group.size > 0) return;
  queue.groups.delete(group.id);
  count(state, queue, -GROUP_BYTES);
}

// --- internal ---

/** A message as an object. */
function toMessage(
  queue: Queue,
  number: number,
  { id, content, sentAt, receiveCount = 0, firstReceivedAt, deadLetterSource }: Omit<Arrival, "now">,
  receivedElsewhere: number,
): Message {
  return {
    number,
    id,
    queue,
    content,
    sentAt,
    state: "waiting",
    visibleAt: sentAt,
    receiveCount,
    receivedElsewhere,
    firstReceivedAt,
    sequenceNumber: queue.isFifo ? toSequenceNumber(number) : undefined,
    deadLetterSource,
    group: queue.isFifo ? groupOf(queue, content.groupId ?? "") : undefined,
    place: undefined,
    agePlace: undefined,
  };
}

/** Puts a message that has all its properties where its state says. */
function put(state: State, message: Message, to: MessageState, visibleAt: number): void {
  const { queue, group, content, sentAt } = message;
  queue.messages.set(message.number, message);
  message.agePlace = queue.byAge.add(message, sentAt);
  count(state, queue, memoryOf(content));
  if (group !== undefined) {
    if (group.size === 0) count(state, queue, GROUP_BYTES);
    group.size += 1;
  }
  enter(state, message, to, visibleAt);
  schedule(state, queue, sentAt + queue.settings.retentionMs);
}

function enter(state: State, message: Message, to: MessageState, visibleAt: number): void {
  const { queue, group } = message;
  message.state = to;
  message.visibleAt = visibleAt;
  queue.counts[to] += 1;
  state.changes?.messages.add(message);
  if (to === "waiting") {
    const turn = group === undefined ? turnOf(state, message) : message.number;
    message.place = (group ?? queue).waiting.add(message, turn);
  } else {
    message.place = queue.hidden.add(message, visibleAt);
    schedule(state, queue, visibleAt);
  }
  if (group !== undefined) {
    if (to === "in flight") group.inFlight += 1;
    setReady(state, queue, group);
  } else if (to === "waiting") state.available.add(queue);
}

/** How far from its turn a message of a shuffled queue is received, at most. */
const SHUFFLED_BY = 50;

/** Oldest first, or about; so none waits forever behind newer ones. */
function turnOf({ options }: State, { number }: Message): number {
  return options.ordering === "shuffled" ? number + options.random() * SHUFFLED_BY : number;
}

function leave(state: State, message: Message): void {
  const { queue, group, place } = message;
  queue.counts[message.state] -= 1;
  if (place !== undefined) (message.state === "waiting" ? (group ?? queue).waiting : queue.hidden).remove(place);
  message.place = undefined;
  if (group === undefined) return;
  if (message.state === "in flight") group.inFlight -= 1;
  setReady(state, queue, group);
}

/** A group may give messages while it has some waiting and none in flight; one that may again goes behind the others. */
function setReady(state: State, queue: Queue, group: Group): void {
  const isReady = group.waiting.size > 0 && group.inFlight === 0;
  if (isReady === (group.ready !== undefined)) return;
  if (group.ready !== undefined) {
    queue.ready.remove(group.ready);
    group.ready = undefined;
    return;
  }
  group.ready = queue.ready.add(group, state.nextTurn);
  state.nextTurn += 1;
  state.available.add(queue);
}

function groupOf(queue: Queue, id: string): Group {
  const known = queue.groups.get(id);
  if (known !== undefined) return known;
  const group: Group = { id, waiting: new Line(), size: 0, inFlight: 0, ready: undefined };
  queue.groups.set(id, group);
  return group;
}

/** Of 20 digits. Made from one number: a text put together from several keeps them all. */
function toSequenceNumber(number: number): string {
  return String(10n ** 19n + BigInt(number));
}
