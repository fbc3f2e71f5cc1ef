import path from "node:path";
import { afterAll, beforeAll, expect, test, vi } from "vitest";
import { createInvoker } from "./create-invoker.ts";
import { loadHandler } from "./load-handler.ts";
import type { EventSourceMappingOptions, Invoke } from "./mapping-options.ts";
import { parseBatchResponse } from "./parse-batch-response.ts";
import { fakeRecord } from "./test-support/fake-records.ts";
import { type LocalEndpoint, startLocalEndpoint } from "./test-support/local-queue.ts";
import { recordEvents } from "./test-support/record-events.ts";
import { eventually, runMapping } from "./test-support/running-mapping.ts";
import { createThreadInvoker } from "./thread/create-thread-invoker.ts";

let endpoint: LocalEndpoint;
beforeAll(async () => {
  endpoint = await startLocalEndpoint();
});
afterAll(() => endpoint.close());

vi.setConfig({ testTimeout: 20_000 }); // threads start slowly on a busy machine

const folder = path.join(import.meta.dirname, "test-support/handlers");
const named = { functionName: "orders", region: "us-east-1" };
const partialFailures = { functionResponseTypes: ["ReportBatchItemFailures"] } as const;

async function loadInvoke(setting: string): Promise<Invoke> {
  return createInvoker({ handler: await loadHandler(path.join(folder, setting)), ...named });
}

/** Lets a handler file see these messages, and resolves with what became of each. */
async function deliver(bodies: string[], invoke: Invoke, options: Partial<EventSourceMappingOptions> = {}) {
  using events = recordEvents();
  const queue = await endpoint.createQueue();
  await queue.sendAll(bodies);
  await using _mapping = runMapping(endpoint, { queueUrl: queue.queueUrl, invoke, ...options });
  await eventually(() => {
    expect(events.named("deleted").length + events.named("kept").length).toBe(bodies.length);
  }, 15_000);
  return {
    deleted: events.named("deleted").map(({ record }) => record.body),
    kept: events.named("kept").map(({ record, reason }) => `${record.body} ${reason}`),
  };
}

test.each(["plain.handler", "common-js/index.handler", "callback.handler", "typed.handler"])(
  "C7: a handler from elsewhere runs unchanged: %s",
  async (setting) => {
    const { deleted, kept } = await deliver(["a", "b"], await loadInvoke(setting), partialFailures);

    expect(deleted).toEqual(["a", "b"]);
    expect(kept).toEqual([]);
  },
);

test.each(["plain.handler", "callback.handler"])(
  "C8: a handler from elsewhere fails its batch: %s",
  async (setting) => {
    const { kept } = await deliver(["a", "bad"], await loadInvoke(setting));

    expect(kept).toEqual(["a invocation-failed", "bad invocation-failed"]);
  },
);

test("C15: Powertools' batch processing keeps what its record handler fails on", async () => {
  const { deleted, kept } = await deliver(["a", "bad", "c"], await loadInvoke("powertools.handler"), partialFailures);

  expect(deleted).toEqual(["a", "c"]);
  expect(kept).toEqual(["bad reported"]);
});

test("C18: Powertools' batch processing throws where every record fails", async () => {
  const { kept } = await deliver(["bad 1", "bad 2"], await loadInvoke("powertools.handler"), partialFailures);

  expect(kept).toEqual(["bad 1 invocation-failed", "bad 2 invocation-failed"]);
});

test("C15: Powertools' processor, which holds one invocation at a time, bears several pollers in threads", async () => {
  const invoker = createThreadInvoker({ handler: path.join(folder, "powertools.handler"), ...named });
  const bodies = ["1", "bad 2", "3", "bad 4", "5", "6", "bad 7", "8"];
  const atOnce = { ...partialFailures, batchSize: 2, concurrency: 4 };

  const { deleted, kept } = await deliver(bodies, invoker.invoke, atOnce).finally(invoker.close);

  expect(deleted.toSorted()).toEqual(["1", "3", "5", "6", "8"]);
  expect(kept.toSorted()).toEqual(["bad 2 reported", "bad 4 reported", "bad 7 reported"]);
});

test.each([
  ["handler", ["a2", "b1", "a3"]],
  ["byGroup", ["a2", "a3"]],
])("C19: Powertools' FIFO processing returns the failed and the unprocessed messages: %s", async (exported, ids) => {
  const invoke = await loadInvoke(`powertools-fifo.${exported}`);
  const records = ["a1", "a2", "b1", "a3"].map((id) => {
    const record = fakeRecord(id, { body: id === "a2" ? "bad" : id });
    return { ...record, attributes: { ...record.attributes, MessageGroupId: id.charAt(0) } };
  });

  const response = await invoke({ Records: records });

  expect(parseBatchResponse(response, records).failed.map(({ messageId }) => messageId)).toEqual(ids);
});
