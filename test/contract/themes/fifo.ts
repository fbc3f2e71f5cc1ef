import type { Message } from "@aws-sdk/client-sqs";
import { expect } from "vitest";
import type { Bench } from "../support/bench.ts";
import {
  changeVisibility,
  deleteFrom,
  expectBody,
  expectNothingIn,
  nextOf,
  receiveFrom,
  sendInOrder,
  sendTo,
  takeFrom,
} from "../support/queue.ts";
import { refusalOf } from "../support/refusal.ts";
import { statement, type Theme } from "../support/theme.ts";

const content = { ContentBasedDeduplication: "true" };
/** Every character that a group or a deduplication id may have, cut at the longest length. */
const longestId = `${"!\"#$%&'()*+,-./:;<=>?@[\\]^_`{|}~"}${"aZ09".repeat(24)}`.slice(0, 128);

const takeIds = (ids: { group?: string; dedup?: string }) => async (bench: Bench) => {
  const queue = await bench.createFifoQueue();
  await sendInOrder(queue, "a", ids);
  await expectBody(queue, "a");
};

const refuseIds = (ids: { group?: string; dedup?: string }) => async (bench: Bench) => {
  await refusalOf(sendInOrder(await bench.createFifoQueue(), "a", ids));
};

/** A queue with messages 1 to 5 of one group, of which as many as one receive gives are in flight. */
async function groupInFlight(bench: Bench) {
  const queue = await bench.createFifoQueue();
  for (const body of ["1", "2", "3", "4", "5"]) await sendInOrder(queue, body);
  const received = await receiveFrom(queue, { MaxNumberOfMessages: 3 });
  return { queue, received, first: received[0] as Message };
}

const bodiesOf = (messages: readonly Message[]) => messages.map(({ Body }) => Body);

export const fifo: Theme = {
  name: "FIFO",
  statements: [
    statement("D31: FIFO needs a group and a deduplication id, and swallows repetitions for 5 minutes", {
      "no group is refused": async (bench) => {
        const queue = await bench.createFifoQueue(content);
        await refusalOf(sendTo(queue, "a"));
      },
      "no deduplication id is refused": async (bench) => {
        const queue = await bench.createFifoQueue();
        await refusalOf(sendTo(queue, "a", { MessageGroupId: "g" }));
      },
      "by content it is the body's alone": async (bench) => {
        const queue = await bench.createFifoQueue(content);
        const tenant = (StringValue: string) => ({
          MessageGroupId: "g",
          MessageAttributes: { tenant: { DataType: "String", StringValue } },
        });
        await sendTo(queue, "a", tenant("one"));
        await sendTo(queue, "a", tenant("two"));
        await sendTo(queue, "b", tenant("one"));
        expect(bodiesOf(await takeOneByOne(queue, 2))).toEqual(["a", "b"]);
      },
      "a repetition is swallowed": async (bench) => {
        const queue = await bench.createFifoQueue();
        await sendInOrder(queue, "first", { dedup: "same" });
        await sendInOrder(queue, "second", { dedup: "same" });
        await sendInOrder(queue, "third");
        expect(bodiesOf(await takeOneByOne(queue, 2))).toEqual(["first", "third"]);
      },
      "after a delete too": async (bench) => {
        const queue = await bench.createFifoQueue();
        await sendInOrder(queue, "first", { dedup: "same" });
        await deleteFrom(queue, await nextOf(queue));
        await sendInOrder(queue, "second", { dedup: "same" });
        await expectNothingIn(queue);
      },
      "an id of 128 letters, digits and punctuation is taken": takeIds({ dedup: longestId }),
      "an id of 129 is refused": refuseIds({ dedup: `${longestId}a` }),
      "an id with a space is refused": refuseIds({ dedup: "a b" }),
      "a group of 128 letters, digits and punctuation is taken": takeIds({ group: longestId }),
      "a group of 129 is refused": refuseIds({ group: `${longestId}a` }),
    }),

    statement("D32: a FIFO group keeps its order and is blocked while one of its messages is in flight", {
      "the order of a group is kept": async (bench) => {
        const queue = await bench.createFifoQueue();
        for (const body of ["1", "2", "3"]) await sendInOrder(queue, body);
        expect(bodiesOf(await takeOneByOne(queue, 3))).toEqual(["1", "2", "3"]);
      },
      "a group with one in flight gives nothing, another does": async (bench) => {
        const queue = await bench.createFifoQueue();
        await sendInOrder(queue, "1");
        await sendInOrder(queue, "2");
        await expectBody(queue, "1");
        await sendInOrder(queue, "other", { group: "h" });
        expect(bodiesOf(await takeFrom(queue, 1, { MaxNumberOfMessages: 10 }))).toEqual(["other"]);
        await expectNothingIn(queue);
      },
      "it goes on when the one is deleted": async (bench) => {
        const queue = await bench.createFifoQueue();
        await sendInOrder(queue, "1");
        await sendInOrder(queue, "2");
        await deleteFrom(queue, await expectBody(queue, "1"));
        await expectBody(queue, "2");
      },
      "one that comes back is not overtaken": async (bench) => {
        const queue = await bench.createFifoQueue();
        await sendInOrder(queue, "1");
        await sendInOrder(queue, "2");
        await changeVisibility(queue, await expectBody(queue, "1"), 0);
        await expectBody(queue, "1");
      },
      "none overtakes one in flight when the first comes back": async (bench) => {
        const { queue, received, first } = await groupInFlight(bench);
        await changeVisibility(queue, first, 0);
        const later = bodiesOf(await receiveFrom(queue, { MaxNumberOfMessages: 10 })).filter((body) => body !== "1");
        expect(received.length === 1 ? [] : later).toEqual([]);
      },
      "the first does not come back alone while others are in flight": async (bench) => {
        const { queue, received, first } = await groupInFlight(bench);
        await changeVisibility(queue, first, 0);
        if (received.length > 1) await expectNothingIn(queue);
      },
      "sequence numbers of 20 digits rise": async (bench) => {
        const queue = await bench.createFifoQueue();
        const sent = [await sendInOrder(queue, "1"), await sendInOrder(queue, "2", { group: "h" })];
        const [one = "", two = ""] = sent.map(({ SequenceNumber }) => SequenceNumber);
        expect(BigInt(two)).toBeGreaterThan(BigInt(one));
        expect(one).toMatch(/^\d{20}$/);
      },
    }),

    statement("D33: a group on a standard queue is allowed and does not block", {
      "it is taken and does not block": async (bench) => {
        const queue = await bench.createQueue();
        for (const body of ["1", "2"]) await sendTo(queue, body, { MessageGroupId: "g" });
        expect(bodiesOf(await takeFrom(queue, 2)).toSorted()).toEqual(["1", "2"]);
      },
      "it comes back": async (bench) => {
        const queue = await bench.createQueue();
        await sendTo(queue, "a", { MessageGroupId: "g" });
        expect((await nextOf(queue)).Attributes?.MessageGroupId).toBe("g");
      },
    }),
  ],
};

// --- internal ---

/** Takes so many messages of one group, deleting each before the next is received. */
async function takeOneByOne(queue: Parameters<typeof nextOf>[0], count: number): Promise<Message[]> {
  const taken: Message[] = [];
  while (taken.length < count) {
    const message = await nextOf(queue);
    await deleteFrom(queue, message);
    taken.push(message);
  }
  return taken;
}
