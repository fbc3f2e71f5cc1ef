import { expect } from "vitest";
import type { Bench } from "../support/bench.ts";
import { type HandlerEvent, type MappingChoice, runMapping } from "../support/mapping.ts";
import { expectBody, type Queue, sendInOrder } from "../support/queue.ts";
import { statement, type Theme } from "../support/theme.ts";
import { until } from "../support/wait.ts";

const partialFailures: Partial<MappingChoice> = { functionResponseTypes: ["ReportBatchItemFailures"] };

const bodiesOf = ({ Records }: HandlerEvent) => Records.map(({ body }) => body);
const ofGroup = (group: string, bodies: readonly string[]) => bodies.filter((body) => body.startsWith(group));

/** A FIFO queue with messages of the groups that their first letters name. */
async function filled(bench: Bench, ...bodies: string[]): Promise<Queue> {
  const queue = await bench.createFifoQueue({ VisibilityTimeout: 2 });
  for (const body of bodies) await sendInOrder(queue, body, { group: body.charAt(0) });
  return queue;
}

const failuresOf = ({ Records }: HandlerEvent, failed: readonly string[]) => ({
  batchItemFailures: Records.filter(({ body }) => failed.includes(body)).map(({ messageId }) => ({
    itemIdentifier: messageId,
  })),
});

/** Runs a handler until so many messages are deleted. */
async function handleAll(bench: Bench, queue: Queue, count: number, choice: MappingChoice): Promise<void> {
  await using running = runMapping(bench, queue, choice);
  await until(`${count} deleted messages`, async () => {
    return running.told().filter((line) => line.startsWith("deleted ")).length >= count;
  });
}

/** What a handler does with messages of a FIFO queue, through this project's event source. */
export const fifoHandlers: Theme = {
  name: "handlers of FIFO queues",
  statements: [
    statement("C19: on FIFO the handler stops at the first failure and returns it and what follows", {
      "what it returns comes back in order, before all that follows": async (bench) => {
        const queue = await filled(bench, "a1", "a2", "a3", "a4");
        const handled: string[] = [];
        let failures = 0;
        const invoke = async (event: HandlerEvent) => {
          const bodies = bodiesOf(event);
          const at = failures === 0 ? bodies.indexOf("a2") : -1;
          if (at >= 0) failures += 1;
          handled.push(...(at < 0 ? bodies : bodies.slice(0, at)));
          return failuresOf(event, at < 0 ? [] : bodies.slice(at));
        };
        await handleAll(bench, queue, 4, { invoke, ...partialFailures });
        expect(failures).toBe(1);
        expect(handled).toEqual(["a1", "a2", "a3", "a4"]);
      },
    }),

    statement("C23: on FIFO a group is handled in order, one batch at a time, and a failure blocks it", {
      "two groups in their order, in at most two batches at once": async (bench) => {
        const queue = await filled(bench, "a1", "b1", "a2", "b2", "a3", "b3");
        const handled: string[] = [];
        let now = 0;
        let most = 0;
        const invoke = async (event: HandlerEvent) => {
          now += 1;
          most = Math.max(most, now);
          handled.push(...bodiesOf(event));
          // An answer of the queue takes long enough for another batch to start meanwhile.
          await bench.createQueue();
          now -= 1;
        };
        await handleAll(bench, queue, 6, { invoke, batchSize: 1, scalingConfig: { maximumConcurrency: 5 } });
        expect(ofGroup("a", handled)).toEqual(["a1", "a2", "a3"]);
        expect(ofGroup("b", handled)).toEqual(["b1", "b2", "b3"]);
        expect(most).toBeLessThanOrEqual(2);
      },
      "a failing message blocks its group until it succeeds, and no other group": async (bench) => {
        const queue = await filled(bench, "a1", "b1", "a2", "b2");
        const handled: string[] = [];
        let failures = 0;
        const invoke = async (event: HandlerEvent) => {
          const fails = failures === 0 && bodiesOf(event).includes("a1");
          if (fails) failures += 1;
          const failed = fails ? ofGroup("a", bodiesOf(event)) : [];
          handled.push(...bodiesOf(event).filter((body) => !failed.includes(body)));
          return failuresOf(event, failed);
        };
        await handleAll(bench, queue, 4, { invoke, ...partialFailures });
        expect(failures).toBe(1);
        expect(ofGroup("a", handled)).toEqual(["a1", "a2"]);
        expect(handled.indexOf("b2")).toBeLessThan(handled.indexOf("a1"));
      },
      "until it is in the dead-letter queue": async (bench) => {
        const { queue, dlq } = await bench.createQueueWithDlq({ fifo: true, attributes: { VisibilityTimeout: 2 } });
        for (const body of ["a1", "a2"]) await sendInOrder(queue, body);
        const handled: string[] = [];
        const invoke = async (event: HandlerEvent) => {
          handled.push(...bodiesOf(event));
          if (bodiesOf(event).includes("a1")) throw new Error("failing on purpose");
        };
        await handleAll(bench, queue, 1, { invoke, batchSize: 1 });
        expect(handled).toEqual(["a1", "a2"]);
        await expectBody(dlq, "a1");
      },
    }),
  ],
};
