import { expect, test } from "vitest";
import { runPollers } from "./run-pollers.ts";
import type { PollerLimits } from "./scaling.ts";
import { createFakeClock } from "./test-support/fake-clock.ts";
import { createFakeQueue } from "./test-support/fake-queue.ts";

interface Simulation {
  limits?: PollerLimits;
  /** How long one invocation takes, in milliseconds. */
  invocationMs?: number;
  messagesPerReceive?: number;
}

const awsLimits: PollerLimits = { initial: 5, idle: 2, maximum: 1_250 };

/** Pollers on a queue whose messages come and go by a clock that goes only when told. */
function simulate({ limits = awsLimits, invocationMs = 10_000, messagesPerReceive = 1 }: Simulation = {}) {
  const clock = createFakeClock();
  const queue = createFakeQueue(clock);
  const halting = new AbortController();
  const counts = { running: 0, most: 0, handled: 0, open: 0 };
  let outcome: "succeeded" | "function-error" = "succeeded";
  const pollers = runPollers({
    receive: queue.receive,
    async gather(receive) {
      counts.open += 1;
      const batch = await receive({ maximum: messagesPerReceive, waitTimeSeconds: 20 });
      counts.open -= 1;
      return batch;
    },
    async handle({ records }) {
      counts.running += 1;
      counts.most = Math.max(counts.most, counts.running);
      await clock.pause(invocationMs, new AbortController().signal);
      counts.running -= 1;
      counts.handled += records.length;
      return outcome;
    },
    limits,
    clock,
    signal: halting.signal,
  });
  return {
    clock,
    queue,
    counts,
    pollers: () => counts.open + counts.running,
    fail: (isFailing: boolean) => {
      outcome = isFailing ? "function-error" : "succeeded";
    },
    async stop() {
      halting.abort();
      await clock.advance(60_000);
      await pollers;
    },
  };
}

test("C20: polling starts with five batches at once", async () => {
  const simulation = simulate();
  simulation.queue.fill(100_000);

  await simulation.clock.advance(0);
  const atOnce = simulation.counts.running;
  await simulation.stop();

  expect(atOnce).toBe(5);
});

test("C20: while there is a backlog there are 300 more batches at once each minute, up to 1,250", async () => {
  const simulation = simulate({ invocationMs: 60_000 });
  simulation.queue.fill(100_000);
  const running: number[] = [];

  for (let minute = 1; minute <= 5; minute += 1) {
    await simulation.clock.advance(60_000);
    running.push(simulation.counts.running);
  }
  await simulation.stop();

  expect(running).toEqual([305, 605, 905, 1_205, 1_250]);
  expect(simulation.counts.most).toBe(1_250);
});

test("C20: a backlog of quick invocations scales too, though no poller is ever long busy", async () => {
  const simulation = simulate({ invocationMs: 1 });
  const { clock, queue } = simulation;
  queue.fill(100_000);

  await clock.advance(1_000);
  const after = simulation.pollers();
  await simulation.stop();

  expect(after).toBe(5 + 5);
});

test("C20: without messages the pollers fall to two, and rise again with a backlog", async () => {
  const simulation = simulate();

  await simulation.clock.advance(60_000);
  const idle = simulation.pollers();
  simulation.queue.fill(100_000);
  await simulation.clock.advance(1_000);
  const risen = simulation.counts.running;
  await simulation.stop();

  expect(idle).toBe(2);
  expect(risen).toBe(2 + 5);
});

test("C20, C21: with maximumConcurrency the pollers do not fall below five", async () => {
  const simulation = simulate({ limits: { initial: 5, idle: 5, maximum: 20 } });

  await simulation.clock.advance(60_000);
  const idle = simulation.pollers();
  await simulation.stop();

  expect(idle).toBe(5);
});

test("C20: a trickle that the pollers keep up with opens no more of them", async () => {
  const simulation = simulate({ invocationMs: 100 });
  let most = 0;

  for (let second = 0; second < 60; second += 1) {
    simulation.queue.fill(1);
    await simulation.clock.advance(1_000);
    most = Math.max(most, simulation.pollers());
  }
  await simulation.stop();

  expect(most).toBeLessThanOrEqual(5);
  expect(simulation.counts.handled).toBe(60);
});

test("C22: maximumConcurrency bounds the growth, and further messages stay in the queue", async () => {
  const simulation = simulate({ limits: { initial: 5, idle: 5, maximum: 8 }, messagesPerReceive: 10 });
  simulation.queue.fill(1_000);

  await simulation.clock.advance(9_000);
  const waiting = simulation.queue.ready();
  await simulation.stop();

  expect(simulation.counts.most).toBe(8);
  expect(waiting).toBe(1_000 - 8 * 10);
});

test("C20: when the backlog is gone the pollers fall back", async () => {
  const simulation = simulate({ invocationMs: 5_000 });
  simulation.queue.fill(500);
  await simulation.clock.advance(20_000);
  const busy = simulation.counts.most;

  await simulation.clock.advance(60_000);
  const idle = simulation.pollers();
  await simulation.stop();

  expect(busy).toBeGreaterThan(50);
  expect(idle).toBe(2);
  expect(simulation.counts.handled).toBe(500);
});

test("C9: function errors make for fewer batches at once, down to one, and successes bring them back", async () => {
  const simulation = simulate({ limits: { initial: 5, idle: 5, maximum: 40 }, invocationMs: 1_000 });
  const { clock, queue, counts } = simulation;
  queue.fill(100_000);
  await clock.advance(20_000);
  const healthy = counts.running;

  simulation.fail(true);
  await clock.advance(10_000);
  const failing = counts.running;
  simulation.fail(false);
  await clock.advance(60_000);
  const mended = counts.running;
  await simulation.stop();

  expect(healthy).toBe(40);
  expect(failing).toBe(1);
  expect(mended).toBe(40);
});

test("a stop in the middle of growing ends all pollers", async () => {
  const simulation = simulate({ limits: { initial: 1, idle: 1, maximum: 3 } });
  simulation.queue.fill(10);
  await simulation.clock.advance(500);

  await simulation.stop();

  expect(simulation.pollers()).toBe(0);
  expect(simulation.counts.handled).toBe(3);
});
