import { expect } from "vitest";
import type { Bench } from "../support/bench.ts";
import {
  countsOf,
  expectBody,
  expectNothingIn,
  nextOf,
  type Queue,
  sendInOrder,
  sendTo,
  setAttributes,
} from "../support/queue.ts";
import { refusalOf } from "../support/refusal.ts";
import { statement, type Theme } from "../support/theme.ts";

const longestDelaySeconds = 900;

/** What has been sent is delayed, not lost. */
async function expectDelayed(queue: Queue): Promise<void> {
  await expectNothingIn(queue);
  expect(await countsOf(queue)).toEqual({ available: 0, inFlight: 0, delayed: 1 });
}

const refuseMessageDelay = (seconds: number) => async (bench: Bench) => {
  const queue = await bench.createQueue();
  await refusalOf(sendTo(queue, "a", { DelaySeconds: seconds }));
};

const refuseQueueDelay = (seconds: number) => async (bench: Bench) => {
  await refusalOf(bench.createQueue({ DelaySeconds: seconds }));
};

export const delay: Theme = {
  name: "delay",
  statements: [
    statement("D1: a delay is 0 to 900 s", {
      "a message's delay of 0 and of 900 is taken": async (bench) => {
        const queue = await bench.createQueue();
        await sendTo(queue, "later", { DelaySeconds: longestDelaySeconds });
        await sendTo(queue, "now", { DelaySeconds: 0 });
        await expectBody(queue, "now");
      },
      "a queue's delay of 900 is taken": async (bench) => {
        const queue = await bench.createQueue({ DelaySeconds: longestDelaySeconds });
        await sendTo(queue, "a");
        await expectDelayed(queue);
      },
      "a message's delay of 901 is refused": refuseMessageDelay(901),
      "a message's delay of -1 is refused": refuseMessageDelay(-1),
      "a queue's delay of 901 is refused": refuseQueueDelay(901),
      "a queue's delay of -1 is refused": refuseQueueDelay(-1),
    }),

    statement("D2: a message's delay, 0 too, goes before the queue's", {
      "a message's delay of 1 comes before the queue's of 900": async (bench) => {
        const queue = await bench.createQueue({ DelaySeconds: longestDelaySeconds });
        await sendTo(queue, "a", { DelaySeconds: 1 });
        await expectBody(queue, "a");
      },
      "a message's delay of 900 comes before the queue's of 0": async (bench) => {
        const queue = await bench.createQueue();
        await sendTo(queue, "a", { DelaySeconds: longestDelaySeconds });
        await expectDelayed(queue);
      },
      "0 goes before the queue's too": async (bench) => {
        const queue = await bench.createQueue({ DelaySeconds: longestDelaySeconds });
        await sendTo(queue, "a", { DelaySeconds: 0 });
        await expectBody(queue, "a");
      },
      "without a delay of its own a message has the queue's": async (bench) => {
        const [long, short] = await Promise.all([
          bench.createQueue({ DelaySeconds: longestDelaySeconds }),
          bench.createQueue({ DelaySeconds: 1 }),
        ]);
        await Promise.all([sendTo(long, "a"), sendTo(short, "b")]);
        await expectDelayed(long);
        await expectBody(short, "b");
      },
    }),

    statement("D3: on FIFO only the queue's delay applies", {
      "a message's delay above 0 is refused": async (bench) => {
        const queue = await bench.createFifoQueue();
        await refusalOf(sendInOrder(queue, "a", { DelaySeconds: 1 }));
      },
      "the queue's delay applies": async (bench) => {
        const [long, short] = await Promise.all([
          bench.createFifoQueue({ DelaySeconds: longestDelaySeconds }),
          bench.createFifoQueue({ DelaySeconds: 1 }),
        ]);
        await Promise.all([sendInOrder(long, "a"), sendInOrder(short, "b")]);
        await expectDelayed(long);
        await expectBody(short, "b");
      },
    }),

    statement("D4: a new queue delay does not touch what is delayed already", {
      "a shorter one brings nothing forward": async (bench) => {
        const queue = await bench.createQueue({ DelaySeconds: longestDelaySeconds });
        await sendTo(queue, "before");
        await setAttributes(queue, { DelaySeconds: 0 });
        await sendTo(queue, "after");
        await expectBody(queue, "after");
        await expectNothingIn(queue);
      },
      "a longer one puts nothing off": async (bench) => {
        const queue = await bench.createQueue({ DelaySeconds: 3 });
        await sendTo(queue, "before");
        await setAttributes(queue, { DelaySeconds: longestDelaySeconds });
        expect((await nextOf(queue)).Body).toBe("before");
      },
    }),
  ],
};
