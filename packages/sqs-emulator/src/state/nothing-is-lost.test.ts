import assert from "node:assert/strict";
import fc from "fast-check";
import { test } from "vitest";
import { createRandom } from "../random.ts";
import { createLab, type Lab } from "../test-support/lab.ts";
import { Oracle } from "../test-support/oracle.ts";
import { changeVisibility } from "./change-visibility.ts";
import { deleteMessage } from "./delete-message.ts";
import { toHandle } from "./handle.ts";
import type { Queue } from "./model.ts";
import { startMoveTask } from "./move-task.ts";
import { purge } from "./purge.ts";
import { memoryOf } from "./queues.ts";

const MAX_RECEIVES = 2;
const RETENTION_SECONDS = 150;

interface Queues {
  readonly lab: Lab;
  readonly main: Queue;
  readonly dlq: Queue;
  sent: number;
}
type Run = (oracle: Oracle, real: Queues) => void;

test.each([
  { name: "q", ordering: "fifo-ish" },
  { name: "q", ordering: "shuffled" },
  { name: "q.fifo", ordering: "fifo-ish" },
] as const)(
  "of $name, $ordering: sent = deleted + present, each once, never visible twice, groups in order",
  (choice) => {
    const commands = fc.commands([...anyQueue, choice.name === "q" ? delayed : again], {
      maxCommands: 60,
      size: "max",
    });
    fc.assert(
      fc.property(commands, (script) => fc.modelRun(() => ({ model: new Oracle(), real: create(choice) }), script)),
      { numRuns: 200 },
    );
  },
);

// --- internal ---

function create({ name, ordering }: { name: string; ordering: "fifo-ish" | "shuffled" }): Queues {
  const lab = createLab({ ordering, random: createRandom(1) });
  const MessageRetentionPeriod = RETENTION_SECONDS;
  const dlq = lab.queue(`dlq-${name}`, { MessageRetentionPeriod });
  const RedrivePolicy = { deadLetterTargetArn: dlq.arn, maxReceiveCount: MAX_RECEIVES };
  return { lab, dlq, main: lab.queue(name, { MessageRetentionPeriod, RedrivePolicy }), sent: 0 };
}

/** After each command everything must be where the oracle has it. */
function command(label: string, run: Run): fc.Command<Oracle, Queues> {
  return {
    check: () => true,
    run(oracle, real) {
      run(oracle, real);
      oracle.compare([real.main, real.dlq], real.lab.now());
      const bytes = [...oracle.present.keys()].reduce((sum, body) => sum + memoryOf(body.length), 0);
      assert.equal(real.lab.state.memoryBytes, bytes);
    },
    toString: () => label,
  };
}

const toCommand =
  <T extends unknown[]>(name: string, run: (...values: T) => Run) =>
  (values: T) =>
    command(`${name}(${values.join()})`, run(...values));
const group = fc.constantFrom("a", "b", "c");
const queue = fc.constantFrom("main" as const, "main" as const, "dlq" as const);
const which = fc.nat(40);

function send(oracle: Oracle, real: Queues, { groupId, delaySeconds = 0 }: { groupId: string; delaySeconds?: number }) {
  const { lab, main } = real;
  real.sent += 1;
  const body = `${groupId}${real.sent}`;
  lab.send(main, body, { groupId, ...(delaySeconds > 0 && { delaySeconds }) });
  const now = lab.now();
  oracle.arrive(body, { group: groupId, queue: main, sentAt: now, hiddenUntil: now + delaySeconds * 1000 });
}

const delayed = fc.tuple(group, fc.nat(60)).map(
  toCommand("sendDelayed", (groupId: string, delaySeconds: number) => (oracle, real) => {
    send(oracle, real, { groupId, delaySeconds });
  }),
);

/** What is sent again within five minutes changes nothing, deleted or not; a purge has that forgotten, too. */
const again = fc.tuple(which).map(
  toCommand("sendAgain", (index: number) => (oracle, { lab, main }) => {
    const { body, queue: of } = oracle.handles[index] ?? {};
    const isRemembered = [...main.deduplications.keys()].includes(body ?? "");
    if (body !== undefined && of === main && isRemembered) lab.send(main, body, { groupId: body.slice(0, 1) });
  }),
);

const receive = toCommand("receive", (of: "main" | "dlq", max: number, seconds: number) => (oracle, real) => {
  const [from, now] = [real[of], real.lab.now()];
  const visible = oracle.visible(from, now);
  const received = real.lab.receive(from, { max, visibilitySeconds: seconds });
  const isOver = (body: string) => of === "main" && oracle.known(body).receives >= MAX_RECEIVES;
  for (const body of visible.filter(isOver)) {
    const { group, sentAt, queue } = oracle.known(body);
    const hasMoved = [...real.dlq.messages.values()].some(({ content }) => content.body === body);
    const since = queue.isFifo ? now : sentAt;
    if (hasMoved) oracle.arrive(body, { group, queue: real.dlq, sentAt: since, hiddenUntil: now });
  }
  const allowed = visible.filter((body) => oracle.known(body).queue === from && !isOver(body));
  const bodies = received.map(({ content }) => content.body);
  assert.equal(bodies.length, Math.min(max, allowed.length));
  for (const groupId of ["a", "b", "c"]) {
    const of = (all: readonly string[]) => all.filter((body) => body.startsWith(groupId));
    const given = of(bodies);
    assert.deepEqual(
      given,
      from.isFifo ? of(allowed).slice(0, given.length) : given.filter((b) => allowed.includes(b)),
    );
  }
  for (const [index, body] of bodies.entries()) {
    const handle = toHandle(received[index] as NonNullable<(typeof received)[number]>);
    const message = oracle.known(body);
    Object.assign(message, { hiddenUntil: now + seconds * 1000, latest: handle, receives: message.receives + 1 });
    oracle.handles.unshift({ body, queue: from, handle });
  }
});

const withHandle = (name: string, act: (oracle: Oracle, real: Queues, given: Oracle["handles"][number]) => void) =>
  toCommand(name, (index: number) => (oracle, real) => {
    const given = oracle.handles[index];
    if (given !== undefined) act(oracle, real, given);
  });

const remove = withHandle("delete", (oracle, { lab }, { body, queue, handle }) => {
  const message = oracle.present.get(body);
  const isLatest = message?.queue === queue && message.latest === handle;
  const isInFlight = isLatest && message.hiddenUntil > lab.now();
  deleteMessage(lab.state, queue, handle);
  if (queue.isFifo ? isInFlight : isLatest) oracle.present.delete(body);
});

const change = (seconds: number) =>
  withHandle(`change(${seconds})`, (oracle, { lab }, { body, queue, handle }) => {
    const message = oracle.present.get(body);
    const isInFlight = message?.latest === handle && message.queue === queue && message.hiddenUntil > lab.now();
    const visibilityMs = seconds * 1000;
    const done = changeVisibility(lab.state, queue, { handle, visibilityMs, now: lab.now() });
    assert.equal(done, isInFlight ? "done" : "not in flight");
    if (isInFlight) message.hiddenUntil = lab.now() + visibilityMs;
  });

const pass = toCommand("advance", (seconds: number) => (oracle, { lab }) => {
  lab.pass(seconds);
  oracle.expire(lab.now());
});

const redrive: Run = (oracle, { lab, main, dlq }) => {
  const moving = oracle.visible(dlq, lab.now());
  startMoveTask(lab.state, dlq, {
    destinationArn: undefined,
    messagesPerSecond: undefined,
    now: lab.now(),
  });
  lab.pass(0.002);
  for (const body of moving) {
    const since = lab.now() - 2;
    oracle.arrive(body, { group: oracle.known(body).group, queue: main, sentAt: since, hiddenUntil: since });
  }
  oracle.expire(lab.now());
};

const purgeOne = toCommand("purge", (of: "main" | "dlq") => (oracle, { lab, ...queues }) => {
  const [target, now] = [queues[of], lab.now()];
  const isAllowed = (oracle.purgedAt.get(target) ?? Number.NEGATIVE_INFINITY) + 60_000 <= now;
  assert.equal(purge(lab.state, target, now), isAllowed ? "done" : "in progress");
  if (!isAllowed) return;
  oracle.purgedAt.set(target, now);
  for (const [body, { queue: at }] of oracle.present) if (at === target) oracle.present.delete(body);
});

const anyQueue = [
  fc.tuple(group).map(toCommand("send", (groupId: string) => (oracle, real) => send(oracle, real, { groupId }))),
  fc.tuple(fc.array(group, { minLength: 2, maxLength: 10 })).map(
    toCommand("batch", (groups: string[]) => (oracle, real) => {
      for (const groupId of groups) send(oracle, real, { groupId });
    }),
  ),
  fc.tuple(queue, fc.integer({ min: 1, max: 10 }), fc.constantFrom(0, 5, 30)).map(receive),
  fc.tuple(queue, fc.integer({ min: 1, max: 10 }), fc.constantFrom(0, 5, 30)).map(receive),
  fc.tuple(which).map(remove),
  fc.tuple(which).map(remove),
  fc.tuple(which, fc.constantFrom(0, 7, 40)).map(([index, seconds]) => change(seconds)([index])),
  fc.tuple(fc.constantFrom(1, 5, 30)).map(pass),
  fc.tuple(fc.constantFrom(RETENTION_SECONDS / 2, RETENTION_SECONDS)).map(pass),
  fc.constant(null).map(() => command("redrive", redrive)),
  fc.tuple(queue).map(purgeOne),
];
