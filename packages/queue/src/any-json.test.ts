import { queueSettingsOf } from "@letsgo/config";
import type { SQSEvent } from "aws-lambda";
import fc from "fast-check";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { type Emulator, startEmulator } from "../test/emulator.ts";
import { accept, startHttpServer, type TestServer } from "../test/http-server.ts";
import { deleteRecord, receiveRecords } from "../test/receive-records.ts";
import { ensureQueues } from "./admin/index.ts";
import { createProducer } from "./index.ts";
import { openRecord } from "./receive/index.ts";

let emulator: Emulator;
let worker: TestServer;
beforeAll(async () => {
  emulator = await startEmulator();
  worker = await startHttpServer(accept);
});
afterAll(async () => {
  await emulator[Symbol.asyncDispose]();
  await worker[Symbol.asyncDispose]();
});

// Beside plain JSON: lone surrogates, control characters, -0, NaN, undefined fields, dates, __proto__ as a key.
const anything = fc.oneof(
  fc.jsonValue({ stringUnit: "binary" }),
  fc.string({ unit: fc.integer({ min: 0, max: 0xffff }).map((unit) => String.fromCharCode(unit)) }),
  fc
    .anything({ withDate: true, withNullPrototype: true, key: fc.constantFrom("a", "__proto__", "toString", "") })
    .filter((value) => JSON.stringify(value) !== undefined),
);

describe.each(["direct", "queued"])("in %s mode", (mode) => {
  it("a handler gets JSON.parse(JSON.stringify(payload)) for any payload", async () => {
    const settings = mode === "direct" ? queueSettingsOf({ LETSGO_LOCAL_QUEUE_URL: worker.url }) : emulator.settings();
    const producer = createProducer({ settings });
    const queueUrl =
      mode === "direct" ? "" : (await ensureQueues(emulator.client, settings, { reconcile: false })).queueUrl;
    const arrived = async () => {
      if (mode === "direct") return (JSON.parse(worker.requests.at(-1)?.body ?? "") as SQSEvent).Records[0];
      const [record] = await receiveRecords(emulator.client, queueUrl);
      if (record) await deleteRecord(emulator.client, queueUrl, record);
      return record;
    };

    await fc.assert(
      fc.asyncProperty(anything, async (payload) => {
        await producer.enqueue({ type: "x", payload });

        const record = await arrived();
        if (!record) throw new Error("Expected a record to arrive, got none");
        expect(openRecord(record).message.payload).toStrictEqual(JSON.parse(JSON.stringify(payload)));
      }),
      { numRuns: 200 },
    );
    await producer.close();
  }, 30_000);
});
