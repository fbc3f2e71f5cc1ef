import assert from "node:assert/strict";
import fc from "fast-check";
import { changeVisibility } from "../state/change-visibility.ts";
import { deleteMessage } from "../state/delete-message.ts";
import { toHandle } from "../state/handle.ts";
import type { Message, Queue } from "../state/model.ts";
import { startMoveTask } from "../state/move-task.ts";
import { purge } from "../state/purge.ts";
import type { Books } from "./books.ts";
import type { Lab } from "./lab.ts";
import { check, type Seen } from "./oracle.ts";

export const MAX_RECEIVES = 2;
export const RETENTION_SECONDS = 150;

/** A queue and its dead-letter queue, both of the retention and receives above. */
export interface Queues {
  readonly lab: Lab;
  readonly main: Queue;
  readonly dlq: Queue;
}

/** All that can be done to a queue, in any order: each is done to the queues and booked, and ends with the oracle's check. */
export function commandsOf(name: "q" | "q.fifo"): fc.Arbitrary<fc.Command<Books, Queues>>[] {
  return [...anyQueue, name === "q" ? delayed : again];
}

// --- internal ---

/** Acts, books, and tells what it received, if it is a receive. */
type Run = (books: Books, real: Queues) => Pick<Seen, "received" | "hidden" | "groups"> | undefined;

const nothingReceived = { received: [], hidden: new Set<string>(), groups: [] };

function command(label: string, run: Run): fc.Command<Books, Queues> {
  return {
    check: () => true,
    run(books, real) {
      const seen = run(books, real) ?? nothingReceived;
      const queues = [real.main, real.dlq];
      const present = queues.flatMap(({ messages }) => [...messages.values()].map(({ content }) => content.body));
      check({ sent: books.sent, deleted: books.deleted, present, ...seen });
      books.compare(queues, real.lab.now());
    },
    toString: () => label,
  };
}

const toCommand =
  <T extends unknown[]>(name: string, run: (...values: T) => Run) =>
  (values: T) =>
    command(`${name}(${values.join()})`, run(...values));
/** One that receives nothing. */
const toAct = <T extends unknown[]>(name: string, act: (...values: T) => (books: Books, real: Queues) => void) =>
  toCommand(name, (...values: T): Run => {
    return (books, real) => void act(...values)(books, real);
  });
const group = fc.constantFrom("a", "b", "c");
const queue = fc.constantFrom("main" as const, "main" as const, "dlq" as const);
const which = fc.nat(40);

function send(
  books: Books,
  { lab, main }: Queues,
  { groupId, delaySeconds = 0 }: { groupId: string; delaySeconds?: number },
) {
  const body = `${groupId}${books.sent.length}`;
  lab.send(main, body, { groupId, ...(delaySeconds > 0 && { delaySeconds }) });
  const now = lab.now();
  books.sent.push(body);
  books.arrive(body, { group: groupId, queue: main, sentAt: now, hiddenUntil: now + delaySeconds * 1000 });
}

const delayed = fc.tuple(group, fc.nat(60)).map(
  toAct("sendDelayed", (groupId: string, delaySeconds: number) => (books, real) => {
    send(books, real, { groupId, delaySeconds });
  }),
);

/** What is sent again within five minutes changes nothing, deleted or not; a purge has that forgotten, too. */
const again = fc.tuple(which).map(
  toAct("sendAgain", (index: number) => ({ handles }, { lab, main }) => {
    const { body = "", queue: of } = handles[index] ?? {};
    const isRemembered = main.deduplications.get(body) !== undefined;
    if (of === main && isRemembered) lab.send(main, body, { groupId: body.slice(0, 1) });
  }),
);

const receive = toCommand(
  "receive",
  (of: "main" | "dlq", max: number, seconds: number): Run =>
    (books, real) => {
      const [from, now] = [real[of], real.lab.now()];
      const [visible, hidden] = [books.visible(from, now), books.hidden(from, now)];
      const messages = real.lab.receive(from, { max, visibilitySeconds: seconds });
      const isOver = (body: string) => of === "main" && books.known(body).receives >= MAX_RECEIVES;
      for (const body of visible.filter(isOver)) moveToDeadLetters(books, real, body);
      const allowed = visible.filter((body) => books.known(body).queue === from && !isOver(body));
      const received = messages.map(({ content }) => content.body);
      assert.equal(received.length, Math.min(max, allowed.length));
      assert(
        received.every((body) => allowed.includes(body)),
        "only what is visible",
      );
      const groups = books.groups(from);
      for (const message of messages) bookReceive(books, message, now + seconds * 1000);
      return { received, hidden, groups };
    },
);

/** A receive takes at most so many along, so which of them have gone is seen in the queue. */
function moveToDeadLetters(books: Books, { lab, main, dlq }: Queues, body: string): void {
  const hasMoved = [...dlq.messages.values()].some(({ content }) => content.body === body);
  if (!hasMoved) return;
  const { group, sentAt } = books.known(body);
  books.arrive(body, { group, queue: dlq, sentAt: main.isFifo ? lab.now() : sentAt, hiddenUntil: lab.now() });
}

function bookReceive(books: Books, message: Message, hiddenUntil: number): void {
  const { body } = message.content;
  const known = books.known(body);
  const handle = toHandle(message);
  Object.assign(known, { hiddenUntil, latest: handle, receives: known.receives + 1 });
  books.handles.unshift({ body, queue: message.queue, handle });
}

const withHandle = (name: string, act: (books: Books, real: Queues, given: Books["handles"][number]) => void) =>
  toAct(name, (index: number) => (books, real) => {
    const given = books.handles[index];
    if (given !== undefined) act(books, real, given);
  });

const remove = withHandle("delete", (books, { lab }, { body, queue, handle }) => {
  const message = books.present.get(body);
  const isLatest = message?.queue === queue && message.latest === handle;
  const isInFlight = isLatest && message.hiddenUntil > lab.now();
  deleteMessage(lab.state, queue, handle);
  if (queue.isFifo ? isInFlight : isLatest) books.remove(body);
});

const change = (seconds: number) =>
  withHandle(`change(${seconds})`, (books, { lab }, { body, queue, handle }) => {
    const message = books.present.get(body);
    const isInFlight = message?.latest === handle && message.queue === queue && message.hiddenUntil > lab.now();
    const visibilityMs = seconds * 1000;
    const done = changeVisibility(lab.state, queue, { handle, visibilityMs, now: lab.now() });
    assert.equal(done, isInFlight ? "done" : "not in flight");
    if (isInFlight) message.hiddenUntil = lab.now() + visibilityMs;
  });

const pass = toAct("advance", (seconds: number) => (books, { lab }) => {
  lab.pass(seconds);
  books.expire(lab.now());
});

const redrive = toAct("redrive", () => (books, { lab, main, dlq }) => {
  const moving = books.visible(dlq, lab.now());
  const now = lab.now();
  startMoveTask(lab.state, dlq, { destinationArn: undefined, messagesPerSecond: undefined, now });
  lab.pass(0.002);
  for (const body of moving) {
    books.arrive(body, { group: books.known(body).group, queue: main, sentAt: now, hiddenUntil: now });
  }
  books.expire(lab.now());
});

const purgeOne = toAct("purge", (of: "main" | "dlq") => (books, { lab, ...queues }) => {
  const [target, now] = [queues[of], lab.now()];
  const isAllowed = (books.purgedAt.get(target) ?? Number.NEGATIVE_INFINITY) + 60_000 <= now;
  assert.equal(purge(lab.state, target, now), isAllowed ? "done" : "in progress");
  if (!isAllowed) return;
  books.purgedAt.set(target, now);
  for (const body of books.in(target)) books.remove(body);
});

const visibility = fc.constantFrom(0, 5, 30);
const receives = fc.tuple(queue, fc.integer({ min: 1, max: 10 }), visibility).map(receive);
const deletes = fc.tuple(which).map(remove);

/** What is listed twice happens twice as often. */
const anyQueue = [
  fc.tuple(group).map(toAct("send", (groupId: string) => (books, real) => send(books, real, { groupId }))),
  fc.tuple(fc.array(group, { minLength: 2, maxLength: 10 })).map(
    toAct("batch", (groups: string[]) => (books, real) => {
      for (const groupId of groups) send(books, real, { groupId });
    }),
  ),
  receives,
  receives,
  deletes,
  deletes,
  fc.tuple(which, fc.constantFrom(0, 7, 40)).map(([index, seconds]) => change(seconds)([index])),
  fc.tuple(fc.constantFrom(1, 5, 30)).map(pass),
  fc.tuple(fc.constantFrom(RETENTION_SECONDS / 2, RETENTION_SECONDS)).map(pass),
  fc.tuple().map(redrive),
  fc.tuple(queue).map(purgeOne),
];
