import { CreateQueueCommand, DeleteQueueCommand } from "@aws-sdk/client-sqs";
import { expect } from "vitest";
import type { Bench } from "../support/bench.ts";
import { attributesOf, countsOf, nextOf, receiveFrom, sendTo, setAttributes, toTexts } from "../support/queue.ts";
import { refusalOf } from "../support/refusal.ts";
import { statement, type Theme } from "../support/theme.ts";
import { pass, until } from "../support/wait.ts";

const padded = (bench: Bench, length: number, suffix = "") =>
  bench
    .nameOf()
    .padEnd(length - suffix.length, "x")
    .slice(0, length - suffix.length) + suffix;

const refuseName =
  (nameOf: (bench: Bench) => string, attributes: object = {}) =>
  async (bench: Bench) => {
    await refusalOf(bench.createQueue({ ...attributes }, nameOf(bench)));
  };

const create = (bench: Bench, QueueName: string, attributes: object = {}) =>
  bench.client.send(new CreateQueueCommand({ QueueName, Attributes: toTexts({ ...attributes }) }));

/** A queue that has just been deleted. */
async function deleted(bench: Bench) {
  const { name, url } = await bench.createQueue();
  await bench.client.send(new DeleteQueueCommand({ QueueUrl: url }));
  return name;
}

export const queues: Theme = {
  name: "queues",
  statements: [
    statement("D36: a deleted queue's name is free after 60 s", {
      "at once it is refused as QueueDeletedRecently": async (bench) => {
        const name = await deleted(bench);
        expect((await refusalOf(bench.createQueue({}, name))).name).toBe("QueueDeletedRecently");
      },
      "after 60 s it is taken": async (bench) => {
        const name = await deleted(bench);
        await pass(60);
        await until("the queue to be created", () => bench.createQueue({}, name).catch(() => undefined));
      },
    }),

    statement("D35: a queue may be created again with the same attributes, not with others", {
      "the same attributes give the same queue": async (bench) => {
        const { name, url } = await bench.createQueue({ VisibilityTimeout: 7 });
        expect((await create(bench, name, { VisibilityTimeout: 7 })).QueueUrl).toBe(url);
        expect((await create(bench, name)).QueueUrl).toBe(url);
      },
      "others are refused": async (bench) => {
        const { name } = await bench.createQueue({ VisibilityTimeout: 7 });
        await refusalOf(create(bench, name, { VisibilityTimeout: 8 }));
      },
      "the error is QueueNameExists": async (bench) => {
        const { name } = await bench.createQueue({ VisibilityTimeout: 7 });
        expect((await refusalOf(create(bench, name, { VisibilityTimeout: 8 }))).name).toBe("QueueNameExists");
      },
      "names of 80 characters are taken": async (bench) => {
        await bench.createQueue({}, padded(bench, 80));
        await bench.createQueue({ FifoQueue: "true" }, padded(bench, 80, ".fifo"));
      },
      "a name of 81 is refused": refuseName((bench) => padded(bench, 81)),
      "a FIFO name of 81 is refused": refuseName((bench) => padded(bench, 81, ".fifo"), { FifoQueue: "true" }),
      "a name with another character is refused": refuseName((bench) => `${bench.nameOf()} b`),
      "a FIFO queue's name without .fifo is refused": refuseName((bench) => bench.nameOf(), { FifoQueue: "true" }),
      "a standard queue's name with .fifo is refused": refuseName((bench) => bench.nameOf(".fifo")),
    }),

    statement("D37: available, in flight and delayed messages are counted apart", {
      "each has its count": async (bench) => {
        const queue = await bench.createQueue();
        await sendTo(queue, "in flight");
        await nextOf(queue);
        await sendTo(queue, "delayed", { DelaySeconds: 900 });
        await sendTo(queue, "available");
        const counts = await until("the counts", async () => {
          const seen = await countsOf(queue);
          return seen.available + seen.inFlight + seen.delayed === 3 && seen;
        });
        expect(counts).toEqual({ available: 1, inFlight: 1, delayed: 1 });
      },
      "they follow the visibility timeout by themselves": async (bench) => {
        const queue = await bench.createQueue({ VisibilityTimeout: 1 });
        await sendTo(queue, "a");
        await receiveFrom(queue);
        await until("the message to be available", async () => (await countsOf(queue)).available === 1);
      },
      "they follow the delay by themselves": async (bench) => {
        const queue = await bench.createQueue();
        await sendTo(queue, "a", { DelaySeconds: 1 });
        await until("the message to be available", async () => (await countsOf(queue)).available === 1);
      },
      "changed attributes are read back": async (bench) => {
        const queue = await bench.createQueue();
        await setAttributes(queue, { VisibilityTimeout: 77 });
        await until("the new attribute", async () => (await attributesOf(queue)).VisibilityTimeout === "77");
      },
    }),
  ],
};
