import type { SQSEvent } from "aws-lambda";
import { afterAll, beforeAll, expect, test } from "vitest";
import type { EventSourceMappingOptions } from "./mapping-options.ts";
import { type LocalEndpoint, startLocalEndpoint } from "./test-support/local-queue.ts";
import { eventually, runMapping } from "./test-support/running-mapping.ts";

let endpoint: LocalEndpoint;
beforeAll(async () => {
  endpoint = await startLocalEndpoint();
});
afterAll(() => endpoint.close());

/** A mapping with more messages than pollers; the first `quick` invocations end as `respond` says, the others when let. */
async function runBusy(
  options: Partial<EventSourceMappingOptions>,
  { quick = 0, respond = (_event: SQSEvent): unknown => undefined } = {},
) {
  const queue = await endpoint.createQueue();
  for (let tens = 0; tens < 4; tens += 1) await queue.sendAll("0123456789".split(""));
  const end = Promise.withResolvers<void>();
  const counts = { begun: 0, running: 0, most: 0 };
  const invoke = async (event: SQSEvent) => {
    counts.begun += 1;
    if (counts.begun <= quick) return respond(event);
    counts.running += 1;
    counts.most = Math.max(counts.most, counts.running);
    await end.promise;
    counts.running -= 1;
    return undefined;
  };
  const mapping = runMapping(endpoint, { queueUrl: queue.queueUrl, invoke, batchSize: 1, ...options });
  return {
    counts,
    queue,
    mapping,
    async [Symbol.asyncDispose]() {
      end.resolve();
      await mapping.stop();
    },
  };
}

const failAll = ({ Records }: SQSEvent) => ({
  batchItemFailures: Records.map(({ messageId }) => ({ itemIdentifier: messageId })),
});

test("C20, C22: a real backlog is met by more pollers than the first five, up to the bound", async () => {
  await using busy = await runBusy({ concurrency: 7 });

  await eventually(() => expect(busy.counts.running).toBe(7));

  expect(busy.counts.most).toBe(7);
  expect(await busy.queue.counts()).toEqual({ ready: 33, inFlight: 7 });
});

test("C9: after function errors fewer batches run at once", async () => {
  const throwAll = () => Promise.reject(new Error("broken"));
  await using busy = await runBusy({ concurrency: 4 }, { quick: 12, respond: throwAll });

  await eventually(() => expect(busy.counts.begun).toBe(13));
  const { ready } = await busy.queue.counts();

  expect(busy.counts.most).toBe(1);
  expect(ready).toBe(40 - 13);
});

test("C9: partial failures do not slow polling", async () => {
  const options = { concurrency: 4, functionResponseTypes: ["ReportBatchItemFailures"] } as const;
  await using busy = await runBusy(options, { quick: 12, respond: failAll });

  await eventually(() => expect(busy.counts.running).toBe(4));
});
