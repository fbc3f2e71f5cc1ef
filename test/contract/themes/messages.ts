import { createHash } from "node:crypto";
import { setTimeout as delay } from "node:timers/promises";
import { expect } from "vitest";
import type { Bench } from "../support/bench.ts";
import { md5OfMessageAttributes } from "../support/digest.ts";
import { changeVisibility, deleteFrom, expectNothingIn, nextOf, receiveFrom, sendTo } from "../support/queue.ts";
import { refusalOf } from "../support/refusal.ts";
import { statement, type Theme } from "../support/theme.ts";
import { NotKeptError, pass } from "../support/wait.ts";

const attributes = {
  number: { DataType: "Number.int", StringValue: "12" },
  text: { DataType: "String", StringValue: "ä" },
  bytes: { DataType: "Binary.png", BinaryValue: Uint8Array.of(0, 255, 10) },
};

/** Receives the one message of a new queue twice. */
async function receivedTwice(bench: Bench) {
  const queue = await bench.createQueue();
  await sendTo(queue, "a");
  const first = await nextOf(queue);
  await changeVisibility(queue, first, 0);
  return { queue, first, second: await nextOf(queue) };
}

const refuseReceive = (options: object) => async (bench: Bench) => {
  const queue = await bench.createQueue();
  await refusalOf(receiveFrom(queue, { WaitTimeSeconds: 0, ...options }));
};

const sayAtReceive = (name: string, value: number) => async (bench: Bench) => {
  const queue = await bench.createQueue();
  const { message } = await refusalOf(receiveFrom(queue, { WaitTimeSeconds: 0, [name]: value }));
  expect(message).toContain(`Value ${value} for parameter ${name} is invalid`);
};

/** What a poll brings, or an error if it has not ended soon; it waits for much longer than that. */
async function withinSeconds<T>(seconds: number, poll: Promise<T>): Promise<T> {
  const done = new AbortController();
  const late = delay(seconds * 1000, undefined, { signal: done.signal }).then(
    () => Promise.reject(new NotKeptError(`Expected the poll to end within ${seconds} s, got none`)),
    () => new Promise<never>(() => {}),
  );
  return Promise.race([poll, late]).finally(() => done.abort());
}

export const messages: Theme = {
  name: "messages",
  statements: [
    statement("D9: each receive gives a new receipt handle", {
      "a second receive gives another handle": async (bench) => {
        const { first, second } = await receivedTwice(bench);
        expect(second.ReceiptHandle).not.toBe(first.ReceiptHandle);
      },
      "a delete with the old one succeeds": async (bench) => {
        const { queue, first } = await receivedTwice(bench);
        await deleteFrom(queue, first);
      },
    }),

    statement("D10: a delete after the visibility timeout works, and so does a second one", {
      "a delete after the timeout deletes": async (bench) => {
        const queue = await bench.createQueue({ VisibilityTimeout: 1 });
        await sendTo(queue, "a");
        const message = await nextOf(queue);
        await pass(3);
        await deleteFrom(queue, message);
        await expectNothingIn(queue);
      },
      "a second delete with the same handle succeeds": async (bench) => {
        const queue = await bench.createQueue();
        await sendTo(queue, "a");
        const message = await nextOf(queue);
        await deleteFrom(queue, message);
        await deleteFrom(queue, message);
      },
    }),

    statement("D11: a receive takes 1 to 10 messages and waits 0 to 20 s", {
      "1 and 10 messages, 0 and 20 s are taken": async (bench) => {
        const queue = await bench.createQueue();
        await sendTo(queue, "a");
        await receiveFrom(queue, { MaxNumberOfMessages: 10, WaitTimeSeconds: 0, VisibilityTimeout: 0 });
        await receiveFrom(queue, { MaxNumberOfMessages: 1, WaitTimeSeconds: 20 });
      },
      "0 messages are refused": refuseReceive({ MaxNumberOfMessages: 0 }),
      "11 messages are refused": refuseReceive({ MaxNumberOfMessages: 11 }),
      "a wait of -1 is refused": refuseReceive({ WaitTimeSeconds: -1 }),
      "a wait of 21 is refused": refuseReceive({ WaitTimeSeconds: 21 }),
      "in SQS's words for the number": sayAtReceive("MaxNumberOfMessages", 11),
      "in SQS's words for the wait": sayAtReceive("WaitTimeSeconds", 21),
    }),

    statement("D12: a short poll answers at once, a long poll as soon as there is a message", {
      "a short poll of an empty queue answers at once": async (bench) => {
        const queue = await bench.createQueue({ ReceiveMessageWaitTimeSeconds: 20 });
        expect(await withinSeconds(12, receiveFrom(queue, { WaitTimeSeconds: 0 }))).toEqual([]);
      },
      "a long poll is woken by a message": async (bench) => {
        const queue = await bench.createQueue();
        const poll = receiveFrom(queue, { WaitTimeSeconds: 20 });
        await sendTo(queue, "a");
        expect(await withinSeconds(12, poll)).toMatchObject([{ Body: "a" }]);
      },
      "a queue's own wait counts where the receive names none": async (bench) => {
        const queue = await bench.createQueue({ ReceiveMessageWaitTimeSeconds: 20 });
        const poll = receiveFrom(queue, { WaitTimeSeconds: undefined });
        await pass(1);
        await sendTo(queue, "a");
        expect(await withinSeconds(12, poll)).toMatchObject([{ Body: "a" }]);
      },
    }),

    statement("D13: the receive count starts at 1 and rises by 1", {
      "three receives count 1, 2 and 3": async (bench) => {
        const { queue, first, second } = await receivedTwice(bench);
        await changeVisibility(queue, second, 0);
        const counts = [first, second, await nextOf(queue)].map((each) => each.Attributes?.ApproximateReceiveCount);
        expect(counts).toEqual(["1", "2", "3"]);
      },
    }),

    statement("D30: the digests are those of the body and the attributes", {
      "of the body, at the send and at the receive": async (bench) => {
        const queue = await bench.createQueue();
        const digest = createHash("md5").update("grüße\n").digest("hex");
        expect((await sendTo(queue, "grüße\n")).MD5OfMessageBody).toBe(digest);
        expect((await nextOf(queue)).MD5OfBody).toBe(digest);
      },
      "of text, number and binary attributes": async (bench) => {
        const queue = await bench.createQueue();
        const sent = await sendTo(queue, "a", { MessageAttributes: attributes });
        expect(sent.MD5OfMessageAttributes).toBe(md5OfMessageAttributes(attributes));
        expect((await nextOf(queue)).MD5OfMessageAttributes).toBe(md5OfMessageAttributes(attributes));
      },
    }),
  ],
};
