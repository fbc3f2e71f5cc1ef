import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { type Emulator, receiveAll, startEmulator } from "../../test/emulator.ts";
import { accept, freePort, startHttpServer, type TestServer } from "../../test/http-server.ts";
import { makeEnvelope } from "../../test/make-envelope.ts";
import { ensureQueues } from "../admin/ensure-queues.ts";
import { createHttpTransport } from "./http-transport.ts";
import { createSqsTransport } from "./sqs-transport.ts";
import type { Transport } from "./transport.ts";

/** What arrived at the other end, in the words that both have in common. */
interface Arrived {
  readonly body: string;
  readonly md5OfBody: string | undefined;
  readonly md5OfAttributes: string | undefined;
  readonly identity: string | undefined;
  readonly tenant: string | undefined;
}

interface Setup {
  readonly transport: Transport;
  readonly deadTransport: Transport;
  arrived(): Promise<Arrived[]>;
}

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

async function setUpHttp(): Promise<Setup> {
  const settings = { ...emulator.settings(), localQueueUrl: worker.url, maxMessageSizeBytes: 2000 };
  const dead = { ...settings, localQueueUrl: `http://127.0.0.1:${await freePort()}` };
  worker.requests.length = 0;
  return {
    transport: createHttpTransport({ settings }),
    deadTransport: createHttpTransport({ settings: dead }),
    async arrived() {
      return worker.requests
        .flatMap(({ body }) => JSON.parse(body).Records)
        .map((record) => ({
          body: record.body,
          md5OfBody: record.md5OfBody,
          md5OfAttributes: record.md5OfMessageAttributes,
          identity: record.messageAttributes["letsgo.messageId"].stringValue,
          tenant: record.messageAttributes.tenant?.stringValue,
        }));
    },
  };
}

async function setUpSqs(): Promise<Setup> {
  const settings = emulator.settings({ LETSGO_WORKER_MAX_MESSAGE_SIZE: "2000" });
  const { queueUrl } = await ensureQueues(emulator.client, settings, { reconcile: false });
  const dead = { ...settings, endpoint: `http://127.0.0.1:${await freePort()}` };
  return {
    transport: createSqsTransport({ settings }),
    deadTransport: createSqsTransport({ settings: dead }),
    async arrived() {
      return (await receiveAll(emulator.client, queueUrl)).map((message) => ({
        body: message.Body ?? "",
        md5OfBody: message.MD5OfBody,
        md5OfAttributes: message.MD5OfMessageAttributes,
        identity: message.MessageAttributes?.["letsgo.messageId"]?.StringValue,
        tenant: message.MessageAttributes?.tenant?.StringValue,
      }));
    },
  };
}

const envelopes = ["first", "second 👋", "third"].map((payload, index) =>
  makeEnvelope({ type: "x", payload }, index === 0 ? { attributes: { tenant: "ü" } } : {}, {
    messageId: `id-${index}`,
  }),
);

describe.each([
  ["http", setUpHttp],
  ["sqs", setUpSqs],
])("the %s transport", (_, setUp) => {
  it("carries bodies, identities and attributes as they are, in one outcome per envelope", async () => {
    const { transport, arrived } = await setUp();

    const outcomes = await transport.send(envelopes);

    expect(outcomes.map((outcome) => outcome.accepted)).toEqual([true, true, true]);
    const found = (await arrived()).sort((a, b) => String(a.identity).localeCompare(String(b.identity)));
    expect(found.map(({ body, identity, tenant }) => ({ body, identity, tenant }))).toEqual([
      { body: envelopes[0]?.body, identity: "id-0", tenant: "ü" },
      { body: envelopes[1]?.body, identity: "id-1", tenant: undefined },
      { body: envelopes[2]?.body, identity: "id-2", tenant: undefined },
    ]);
    await transport.close();
  });

  it("delivers the digests that SQS makes (D30)", async () => {
    const { transport, arrived } = await setUp();

    await transport.send(envelopes.slice(0, 1));

    expect(await arrived()).toMatchObject([
      { md5OfBody: "7296e9a5a489843f16a6387f1fe4fd5a", md5OfAttributes: "c252c2816cf32770f05f05920e6ea37d" },
    ]);
    await transport.close();
  });

  it("says what a message may weigh", async () => {
    const { transport } = await setUp();

    expect(await transport.maxMessageSizeBytes()).toBe(2000);
    await transport.close();
  });

  it("gives each envelope a retryable error where nothing answers", async () => {
    const { deadTransport } = await setUp();

    const outcomes = await deadTransport.send(envelopes);

    expect(outcomes).toHaveLength(3);
    for (const outcome of outcomes) expect(outcome).toMatchObject({ accepted: false, error: { retryable: true } });
    await deadTransport.close();
  });
});
