import { expect } from "vitest";
import type { Bench } from "../support/bench.ts";
import {
  attributesOf,
  changeVisibility,
  deleteFrom,
  expectBody,
  expectNothingIn,
  nextOf,
  receiveFrom,
  sendTo,
} from "../support/queue.ts";
import { refusalOf } from "../support/refusal.ts";
import { statement, type Theme } from "../support/theme.ts";
import { pass } from "../support/wait.ts";

const longestSeconds = 43_200;

/** A queue that hides what it gives for 15 minutes, and a message that has been received from it. */
async function inFlight(bench: Bench, options: { VisibilityTimeout?: number } = {}) {
  const queue = await bench.createQueue({ VisibilityTimeout: 900 });
  await sendTo(queue, "a");
  return { queue, message: await nextOf(queue, options) };
}

const refuseOnQueue = (seconds: number) => async (bench: Bench) => {
  await refusalOf(bench.createQueue({ VisibilityTimeout: seconds }));
};

const refuseOnReceive = (seconds: number) => async (bench: Bench) => {
  const queue = await bench.createQueue();
  await refusalOf(receiveFrom(queue, { VisibilityTimeout: seconds, WaitTimeSeconds: 0 }));
};

const refuseOnChange = (seconds: number) => async (bench: Bench) => {
  const { queue, message } = await inFlight(bench);
  await refusalOf(changeVisibility(queue, message, seconds));
};

export const visibility: Theme = {
  name: "visibility",
  statements: [
    statement("D5: a visibility timeout is 0 to 43,200 s, default 30; a receive may override it", {
      "the default is 30": async (bench) => {
        expect((await attributesOf(await bench.createQueue())).VisibilityTimeout).toBe("30");
      },
      "0 and 43,200 are taken": async (bench) => {
        const zero = await bench.createQueue({ VisibilityTimeout: 0 });
        const longest = await bench.createQueue({ VisibilityTimeout: longestSeconds });
        expect((await attributesOf(zero)).VisibilityTimeout).toBe("0");
        expect((await attributesOf(longest)).VisibilityTimeout).toBe(`${longestSeconds}`);
        await receiveFrom(zero, { VisibilityTimeout: longestSeconds, WaitTimeSeconds: 0 });
      },
      "a receive's own timeout counts": async (bench) => {
        const { queue } = await inFlight(bench, { VisibilityTimeout: 1 });
        await expectBody(queue, "a");
      },
      "a receive without one has the queue's": async (bench) => {
        const { queue } = await inFlight(bench);
        await expectNothingIn(queue);
      },
      "43,201 is refused by the queue": refuseOnQueue(longestSeconds + 1),
      "-1 is refused by the queue": refuseOnQueue(-1),
      "43,201 is refused at a receive": refuseOnReceive(longestSeconds + 1),
      "-1 is refused at a receive": refuseOnReceive(-1),
      "43,201 is refused at a change": refuseOnChange(longestSeconds + 1),
      "-1 is refused at a change": refuseOnChange(-1),
    }),

    statement("D6: a changed visibility counts from the call, 0 is at once, and does not last", {
      "it counts from the call": async (bench) => {
        const { queue, message } = await inFlight(bench);
        await pass(10);
        await changeVisibility(queue, message, 9);
        await expectNothingIn(queue);
        await expectBody(queue, "a");
      },
      "0 is at once": async (bench) => {
        const { queue, message } = await inFlight(bench);
        await changeVisibility(queue, message, 0);
        await expectBody(queue, "a");
      },
      "the next receive has the queue's again": async (bench) => {
        const { queue, message } = await inFlight(bench);
        await changeVisibility(queue, message, 0);
        await expectBody(queue, "a");
        await expectNothingIn(queue);
      },
    }),

    statement("D7: a message is hidden for at most 12 hours in all", {
      "a change that goes beyond is refused": async (bench) => {
        const { queue, message } = await inFlight(bench, { VisibilityTimeout: longestSeconds });
        await pass(2);
        await refusalOf(changeVisibility(queue, message, longestSeconds));
      },
    }),

    statement("D8: the visibility of a message that is not in flight cannot be changed", {
      "that of a deleted one is refused": async (bench) => {
        const { queue, message } = await inFlight(bench);
        await deleteFrom(queue, message);
        await refusalOf(changeVisibility(queue, message, 30));
      },
      "that of one that was given back is refused": async (bench) => {
        const { queue, message } = await inFlight(bench);
        await changeVisibility(queue, message, 0);
        await refusalOf(changeVisibility(queue, message, 30));
      },
      "that of one whose timeout has passed is refused": async (bench) => {
        const { queue, message } = await inFlight(bench, { VisibilityTimeout: 1 });
        await pass(3);
        await refusalOf(changeVisibility(queue, message, 30));
      },
      "one whose timeout has passed stays visible": async (bench) => {
        const { queue, message } = await inFlight(bench, { VisibilityTimeout: 1 });
        await pass(3);
        await changeVisibility(queue, message, 30).catch(() => {});
        await expectBody(queue, "a");
      },
      "one that was given back stays visible": async (bench) => {
        const { queue, message } = await inFlight(bench);
        await changeVisibility(queue, message, 0);
        await changeVisibility(queue, message, 30).catch(() => {});
        await expectBody(queue, "a");
      },
    }),
  ],
};
