import { expect } from "vitest";
import type { Bench } from "../support/bench.ts";
import { deadLetter } from "../support/dead-letter.ts";
import {
  attributesOf,
  changeVisibility,
  expectBody,
  expectNothingIn,
  purge,
  type Queue,
  receiveFrom,
  sendInOrder,
  sendTo,
} from "../support/queue.ts";
import { refusalOf } from "../support/refusal.ts";
import { statement, type Theme } from "../support/theme.ts";
import { pass, until } from "../support/wait.ts";

const leastSeconds = 60;
const mostSeconds = 1_209_600;
/** How long after its time a message or a lock may still be there. */
const lateSeconds = 12;

const refuseRetention = (seconds: number) => async (bench: Bench) => {
  await refusalOf(bench.createQueue({ MessageRetentionPeriod: seconds }));
};

/** Waits until receives bring nothing any more; what they bring is visible again at once. */
function untilEmpty(queue: Queue, deadlineSeconds: number): Promise<unknown> {
  return until(
    "the message to vanish",
    async () => {
      // A receive may bring nothing though there are messages; two in a row, of which each waits, count.
      for (const _ of [1, 2]) if ((await receiveFrom(queue, { VisibilityTimeout: 0 })).length > 0) return false;
      return true;
    },
    { deadlineSeconds },
  );
}

/** Tries again until a call is no longer refused. */
const untilAccepted = (call: () => Promise<unknown>) =>
  until(
    "the call to be accepted",
    async () => {
      try {
        await call();
        return true;
      } catch (error) {
        await refusalOf(Promise.reject(error));
        await pass(2);
        return false;
      }
    },
    { deadlineSeconds: leastSeconds + lateSeconds },
  );

async function timesBeforeAndAfter(bench: Bench, fifo: boolean) {
  const { queue, dlq } = await bench.createQueueWithDlq({ fifo });
  await (fifo ? sendInOrder(queue, "a") : sendTo(queue, "a"));
  let before = 0;
  const dead = await deadLetter(queue, dlq, ({ Attributes }) => {
    before = Number(Attributes?.SentTimestamp);
  });
  return { before, after: Number(dead.Attributes?.SentTimestamp) };
}

/** Statements about a minute and more; they run beside all others, so they stand first. */
export const retention: Theme = {
  name: "retention",
  statements: [
    statement("D22: retention is 60 to 1,209,600 s, default 345,600, then the message vanishes", {
      "the default is 345,600": async (bench) => {
        expect((await attributesOf(await bench.createQueue())).MessageRetentionPeriod).toBe("345600");
      },
      "60 and 1,209,600 are taken": async (bench) => {
        await bench.createQueue({ MessageRetentionPeriod: leastSeconds });
        await bench.createQueue({ MessageRetentionPeriod: mostSeconds });
      },
      "59 is refused": refuseRetention(leastSeconds - 1),
      "1,209,601 is refused": refuseRetention(mostSeconds + 1),
      "a message vanishes": async (bench) => {
        const queue = await bench.createQueue({ MessageRetentionPeriod: leastSeconds });
        await sendTo(queue, "a");
        await expectBody(queue, "a");
        await pass(leastSeconds);
        await untilEmpty(queue, lateSeconds);
      },
    }),

    statement("D23: dead-lettering keeps a message's time on a standard queue, and resets it on FIFO", {
      "the time is kept on a standard queue": async (bench) => {
        const { before, after } = await timesBeforeAndAfter(bench, false);
        expect(after).toBe(before);
      },
      "it is reset on FIFO": async (bench) => {
        const { before, after } = await timesBeforeAndAfter(bench, true);
        expect(after).toBeGreaterThan(before);
      },
      "the dead-letter queue's retention counts from the first sending": async (bench) => {
        const { queue, dlq } = await bench.createQueueWithDlq({
          dlqAttributes: { MessageRetentionPeriod: leastSeconds },
        });
        await sendTo(queue, "a");
        const sentMs = performance.now();
        const secondsSinceSent = () => (performance.now() - sentMs) / 1000;
        await pass(30);
        await changeVisibility(dlq, await deadLetter(queue, dlq), 0);
        if (secondsSinceSent() > leastSeconds - lateSeconds) throw new Error("Too slow to tell the two times apart");
        await pass(leastSeconds - secondsSinceSent());
        await untilEmpty(dlq, lateSeconds);
      },
    }),

    statement("D24: a purge removes everything, once in 60 s", {
      "available, delayed and received messages are gone": async (bench) => {
        const queue = await bench.createQueue({ VisibilityTimeout: 3 });
        await sendTo(queue, "received");
        await expectBody(queue, "received");
        await sendTo(queue, "delayed", { DelaySeconds: 3 });
        await sendTo(queue, "available");
        await purge(queue);
        await pass(6);
        await expectNothingIn(queue);
      },
      "a second one is refused as PurgeQueueInProgress, with status 403": async (bench) => {
        const queue = await bench.createQueue();
        await purge(queue);
        expect(await refusalOf(purge(queue))).toMatchObject({ name: "PurgeQueueInProgress", status: 403 });
      },
      "after 60 s one is taken again": async (bench) => {
        const queue = await bench.createQueue();
        await purge(queue);
        await untilAccepted(() => purge(queue));
      },
      "on FIFO it forgets deduplication ids": async (bench) => {
        const queue = await bench.createFifoQueue();
        await sendInOrder(queue, "before", { dedup: "same" });
        await purge(queue);
        await sendInOrder(queue, "after", { dedup: "same" });
        await expectBody(queue, "after");
      },
    }),
  ],
};
