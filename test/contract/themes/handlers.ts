import { expect } from "vitest";
import type { Bench } from "../support/bench.ts";
import { type HandlerEvent, type MappingChoice, runMapping } from "../support/mapping.ts";
import { countsOf, expectBody, type Queue, sendBatchTo, sendTo } from "../support/queue.ts";
import { statement, type Theme } from "../support/theme.ts";
import { until } from "../support/wait.ts";

const partialFailures: Partial<MappingChoice> = { functionResponseTypes: ["ReportBatchItemFailures"] };

const bodiesOf = ({ Records }: HandlerEvent) => Records.map(({ body }) => body);
const idOf = ({ Records }: HandlerEvent, wanted: string) => Records.find(({ body }) => body === wanted)?.messageId;

function sendAll(queue: Queue, ...bodies: string[]) {
  return sendBatchTo(
    queue,
    bodies.map((body) => ({ Id: body, MessageBody: body })),
  );
}

/** Sends a and b, and lets a handler answer each batch; what a failed batch leaves stays hidden. */
async function settle(bench: Bench, answer: (event: HandlerEvent) => unknown, options: Partial<MappingChoice> = {}) {
  const queue = await bench.createQueue({ VisibilityTimeout: 300 });
  await sendAll(queue, "a", "b");
  await using running = runMapping(bench, queue, { invoke: async (event) => answer(event), ...options });
  return { queue, settled: (await running.settled(2)).toSorted(), counts: await countsOf(queue) };
}

const deletesAll =
  (response: unknown, options: Partial<MappingChoice> = {}) =>
  async (bench: Bench) => {
    const { settled, counts } = await settle(bench, () => response, options);
    expect(settled).toEqual(["deleted a", "deleted b"]);
    expect(counts).toEqual({ available: 0, inFlight: 0, delayed: 0 });
  };

const keepsAll = (answer: (event: HandlerEvent) => unknown) => async (bench: Bench) => {
  const { settled, counts } = await settle(bench, answer, partialFailures);
  expect(settled).toEqual(["kept a invocation-failed", "kept b invocation-failed"]);
  expect(counts).toEqual({ available: 0, inFlight: 2, delayed: 0 });
};

const failures = (...batchItemFailures: unknown[]) => ({ batchItemFailures });

const fail = () => {
  throw new Error("failing on purpose");
};

/** What a handler does with its messages, through this project's event source. */
export const handlers: Theme = {
  name: "handlers",
  statements: [
    statement("C6: one synchronous invocation per batch; delivery at least once", {
      "a batch is settled when its invocation has ended, not before": async (bench) => {
        const queue = await bench.createQueue();
        const ended = Promise.withResolvers<void>();
        const batches: string[][] = [];
        const invoke = async (event: HandlerEvent) => {
          batches.push(bodiesOf(event));
          await ended.promise;
        };
        await sendAll(queue, "a", "b", "c");
        await using running = runMapping(bench, queue, { invoke });
        await until("an invocation", async () => batches.length > 0);
        expect(running.told().filter((line) => !line.startsWith("received "))).toEqual([]);
        ended.resolve();
        await running.settled(3);
        expect(batches.flat().toSorted()).toEqual(["a", "b", "c"]);
      },
      "a message whose handler outlives its visibility is delivered again": async (bench) => {
        const queue = await bench.createQueue({ VisibilityTimeout: 1 });
        await sendTo(queue, "a");
        let deliveries = 0;
        const second = Promise.withResolvers<void>();
        const invoke = async () => {
          deliveries += 1;
          if (deliveries > 1) second.resolve();
          await second.promise;
        };
        await using _running = runMapping(bench, queue, { invoke, scalingConfig: { maximumConcurrency: 2 } });
        await until("a second delivery", async () => deliveries > 1);
      },
    }),

    statement("C7: a normal return deletes the whole batch, whatever is returned", {
      "nothing returned": deletesAll(undefined),
      "a text returned": deletesAll("done"),
      "a list of failures returned": deletesAll(failures({ itemIdentifier: "nobody" })),
    }),

    statement("C8: a handler that throws keeps its batch, which comes back with a higher receive count", {
      "both come back after the visibility timeout, counted 2": async (bench) => {
        const queue = await bench.createQueue({ VisibilityTimeout: 1 });
        const seen: string[] = [];
        const invoke = async ({ Records }: HandlerEvent) => {
          for (const { body, attributes } of Records) seen.push(`${body}${attributes.ApproximateReceiveCount}`);
          if (Records.some(({ attributes }) => attributes.ApproximateReceiveCount === "1")) fail();
        };
        await sendAll(queue, "a", "b");
        await using running = runMapping(bench, queue, { invoke });
        await until(
          "both to be deleted",
          async () => running.told().filter((line) => /^deleted/.test(line)).length === 2,
        );
        expect(seen).toEqual(expect.arrayContaining(["a1", "a2", "b1", "b2"]));
      },
    }),

    statement("C13: the dead-letter queue belongs to the source queue, not to the function", {
      "what a handler always fails on goes to the queue's": async (bench) => {
        const { queue, dlq } = await bench.createQueueWithDlq({
          maxReceiveCount: 2,
          attributes: { VisibilityTimeout: 1 },
        });
        await sendTo(queue, "a");
        const counts: (string | undefined)[] = [];
        const invoke = async ({ Records }: HandlerEvent) => {
          counts.push(Records[0]?.attributes.ApproximateReceiveCount);
          fail();
        };
        await using _running = runMapping(bench, queue, { invoke });
        await expectBody(dlq, "a");
        expect(counts).toEqual(["1", "2"]);
      },
    }),

    statement("C14: partial failures count only with ReportBatchItemFailures", {
      "without it a listed message is deleted": async (bench) => {
        const { settled } = await settle(bench, (event) => failures({ itemIdentifier: idOf(event, "a") }));
        expect(settled).toEqual(["deleted a", "deleted b"]);
      },
    }),

    statement("C15: listed ids stay, the others are deleted", {
      "one of two stays": async (bench) => {
        const answer = (event: HandlerEvent) => {
          const id = idOf(event, "a");
          return id === undefined ? undefined : failures({ itemIdentifier: id });
        };
        const { settled, counts } = await settle(bench, answer, partialFailures);
        expect(settled).toEqual(["deleted b", "kept a reported"]);
        expect(counts).toEqual({ available: 0, inFlight: 1, delayed: 0 });
      },
    }),

    statement("C16: an empty list, a null list, {} and null are complete success", {
      "an empty list": deletesAll({ batchItemFailures: [] }, partialFailures),
      "a null list": deletesAll({ batchItemFailures: null }, partialFailures),
      "an empty response": deletesAll({}, partialFailures),
      "a null response": deletesAll(null, partialFailures),
    }),

    // Recorded against AWS in LocalStack's tests/aws/services/lambda_/event_source_mapping, the bad key name by
    // test_report_batch_item_failures_invalid_result_json_batch_fails; the others are named in Lambda's documentation.
    statement("C17: a response that is no list of this batch's ids is complete failure", {
      "what is no JSON object": keepsAll(() => "not json"),
      "an empty itemIdentifier": keepsAll(() => failures({ itemIdentifier: "" })),
      "a null itemIdentifier": keepsAll(() => failures({ itemIdentifier: null })),
      "a bad key name": keepsAll(() => failures({ foo: "notvalid" })),
      "an unknown message id": keepsAll(() => failures({ itemIdentifier: "nobody" })),
      "an unknown id beside a known one": keepsAll(({ Records }) =>
        failures({ itemIdentifier: Records[0]?.messageId }, { itemIdentifier: "nobody" }),
      ),
    }),

    statement("C18: an exception is complete failure with ReportBatchItemFailures too", {
      "nothing is deleted": keepsAll(fail),
    }),

    statement("C22: with maximumConcurrency N at most N handlers run at once", {
      "two run, and what they did not take stays in the queue": async (bench) => {
        const queue = await bench.createQueue({ VisibilityTimeout: 300 });
        await sendAll(queue, "1", "2", "3", "4", "5");
        const ended = Promise.withResolvers<void>();
        let now = 0;
        let most = 0;
        const invoke = async () => {
          now += 1;
          most = Math.max(most, now);
          await ended.promise;
          now -= 1;
        };
        await using running = runMapping(bench, queue, {
          invoke,
          batchSize: 1,
          scalingConfig: { maximumConcurrency: 2 },
        });
        await until("two handlers", async () => now === 2);
        expect(await countsOf(queue)).toEqual({ available: 3, inFlight: 2, delayed: 0 });
        ended.resolve();
        await running.settled(5);
        expect(most).toBe(2);
      },
    }),

    statement("C27: enabled: false stops polling, and messages stay", {
      "nothing is received": async (bench) => {
        const queue = await bench.createQueue();
        await sendTo(queue, "a");
        await using running = runMapping(bench, queue, { invoke: async () => undefined, enabled: false });
        expect((await expectBody(queue, "a")).Attributes?.ApproximateReceiveCount).toBe("1");
        expect(running.told()).toEqual([]);
        expect(running.mapping.state().status).toBe("paused");
      },
    }),
  ],
};
