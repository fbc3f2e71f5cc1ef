import type { SQSEvent } from "aws-lambda";
import { afterAll, beforeAll, expect, test } from "vitest";
import { type LocalEndpoint, startLocalEndpoint } from "./test-support/local-queue.ts";
import { recordEvents } from "./test-support/record-events.ts";
import { bodiesOf, eventually, runMapping } from "./test-support/running-mapping.ts";

let endpoint: LocalEndpoint;
beforeAll(async () => {
  endpoint = await startLocalEndpoint();
});
afterAll(() => endpoint.close());

const filterCriteria = {
  filters: [
    { pattern: JSON.stringify({ body: { type: ["order"], total: [{ numeric: [">=", 100] }] } }) },
    { pattern: JSON.stringify({ body: ["plain"] }) },
  ],
};
const gone = { ready: 0, inFlight: 0 };
const wanted = ['{"type":"order","total":100}', "plain"];
const unwanted = ['{"type":"order","total":99}', "other", '{"type":"refund","total":100}'];

test("C25, C26: what no filter matches is deleted, told as filtered, and never invoked", async () => {
  using events = recordEvents();
  const queue = await endpoint.createQueue();
  await queue.sendAll([...unwanted, ...wanted]);
  const seen: string[] = [];
  const invoke = async (event: SQSEvent) => seen.push(...bodiesOf(event));

  await using mapping = runMapping(endpoint, { queueUrl: queue.queueUrl, invoke, filterCriteria });
  await eventually(async () => expect(await queue.counts()).toEqual(gone));
  await eventually(() => expect(mapping.state().inFlight).toBe(0));

  expect(seen).toEqual(wanted);
  expect(events.named("filtered").map(({ record }) => record.body)).toEqual(unwanted);
  expect(events.named("received").map(({ record }) => record.body)).toEqual(wanted);
  expect(events.named("deleted").map(({ record }) => record.body)).toEqual(wanted);
});

test("C25: messages of which none matches are no invocation at all, and the next ones are received", async () => {
  using events = recordEvents();
  const queue = await endpoint.createQueue();
  await queue.sendAll(unwanted);
  const seen: string[] = [];
  const invoke = async (event: SQSEvent) => seen.push(...bodiesOf(event));

  await using _mapping = runMapping(endpoint, { queueUrl: queue.queueUrl, invoke, filterCriteria });
  await eventually(() => expect(events.named("filtered")).toHaveLength(3));
  await queue.sendAll(["plain"]);
  await eventually(() => expect(seen).toEqual(["plain"]));
});

test("C25: a filtered message that SQS does not delete is told as kept", async () => {
  using events = recordEvents();
  const queue = await endpoint.createQueue();
  await queue.sendAll(["other"]);
  const client = endpoint.createClient();
  client.middlewareStack.add((next, { commandName }) => async (args) => {
    if (commandName !== "DeleteMessageBatchCommand") return next(args);
    const Failed = [{ Id: "0", Code: "ReceiptHandleIsInvalid", SenderFault: true }];
    return { response: {}, output: { $metadata: {}, Failed } as never };
  });

  const invoke = async () => undefined;
  await using _mapping = runMapping(endpoint, { client, queueUrl: queue.queueUrl, invoke, filterCriteria });
  await eventually(() => expect(events.names()).toEqual(["kept"]));

  expect(events.named("kept")[0]?.reason).toBe("delete-failed");
});
