import { expect } from "vitest";
import type { Bench } from "../support/bench.ts";
import { type HandlerEvent, type MappingChoice, runMapping } from "../support/mapping.ts";
import { countsOf, sendBatchTo } from "../support/queue.ts";
import { statement, type Theme } from "../support/theme.ts";
import { until } from "../support/wait.ts";

const order = (total: number) => JSON.stringify({ type: "order", total });
const filtersOf = (...patterns: object[]) => ({
  filterCriteria: { filters: patterns.map((pattern) => ({ pattern: JSON.stringify(pattern) })) },
});

/** Sends bodies and answers the batches that the handler was given, once nothing is left in the queue. */
async function batchesOf(bench: Bench, bodies: readonly string[], choice: Omit<MappingChoice, "invoke">) {
  const queue = await bench.createQueue({ VisibilityTimeout: 300 });
  for (let from = 0; from < bodies.length; from += 10) {
    const entries = bodies.slice(from, from + 10).map((MessageBody, index) => ({ Id: `${index}`, MessageBody }));
    await sendBatchTo(queue, entries);
  }
  const batches: string[][] = [];
  const invoke = async ({ Records }: HandlerEvent) => void batches.push(Records.map(({ body }) => body));
  await using running = runMapping(bench, queue, { ...choice, invoke });
  await until("all messages to be settled", async () => {
    const settled = running.told().filter((line) => /^(deleted|filtered) /.test(line));
    return settled.length === bodies.length;
  });
  expect(await countsOf(queue)).toEqual({ available: 0, inFlight: 0, delayed: 0 });
  return batches;
}

/** What becomes one invocation, and what becomes none. */
export const batching: Theme = {
  name: "batching and filters",
  statements: [
    statement("C4: the handler is invoked when the window ends, the batch is full, or its payload reaches 6 MB", {
      "when the window ends, with more than one receive holds": async (bench) => {
        const bodies = Array.from({ length: 12 }, (_, index) => `${index}`);
        const batches = await batchesOf(bench, bodies, { batchSize: 100, maximumBatchingWindowInSeconds: 4 });
        expect(batches.map((batch) => batch.toSorted())).toEqual([bodies.toSorted()]);
      },
      "at once when the batch is full": async (bench) => {
        const batches = await batchesOf(bench, ["a", "b"], { batchSize: 2, maximumBatchingWindowInSeconds: 300 });
        expect(batches.map((batch) => batch.toSorted())).toEqual([["a", "b"]]);
      },
    }),

    statement("C25: filters look at the body, are OR-ed, and what none matches is deleted", {
      "the handler gets what one of two matches": async (bench) => {
        const filters = filtersOf({ body: { total: [{ numeric: [">=", 100] }] } }, { body: { total: [1] } });
        const batches = await batchesOf(bench, [order(1), order(99), order(100)], filters);
        expect(batches.flat().toSorted()).toEqual([order(1), order(100)].toSorted());
      },
      "where none matches there is no invocation": async (bench) => {
        expect(await batchesOf(bench, [order(1)], filtersOf({ body: { type: ["refund"] } }))).toEqual([]);
      },
    }),

    statement("C26: plain text against a JSON pattern, or the reverse, is dropped", {
      "plain text against a JSON pattern": async (bench) => {
        const batches = await batchesOf(bench, ["plain", order(1)], filtersOf({ body: { type: ["order"] } }));
        expect(batches).toEqual([[order(1)]]);
      },
      "JSON against a pattern of plain text": async (bench) => {
        const batches = await batchesOf(bench, ["plain", order(1)], filtersOf({ body: ["plain"] }));
        expect(batches).toEqual([["plain"]]);
      },
    }),
  ],
};
