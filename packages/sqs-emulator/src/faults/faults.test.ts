import {
  DeleteMessageBatchCommand,
  DeleteMessageCommand,
  SendMessageBatchCommand,
  SendMessageCommand,
  SQSClient,
} from "@aws-sdk/client-sqs";
import { expect, test } from "vitest";
import { bodiesOf, entries, startFaulty, struck } from "../test-support/faulty.ts";
import { untilWaiting } from "../test-support/sdk.ts";

test.each([
  ["throttle", "RequestThrottled", 403],
  ["internal-error", "InternalFailure", 500],
  ["unavailable", "ServiceUnavailable", 503],
] as const)("%s: the SDK sees %s, status %i, and nothing is carried out", async (fault, name, httpStatusCode) => {
  await using bench = await startFaulty({ fault });

  await expect(bench.send(bench.url, "x")).rejects.toMatchObject({ name, $metadata: { httpStatusCode } });
  expect(bodiesOf(bench)).toEqual([]);
});

test.each(["throttle", "internal-error", "unavailable", "drop"] as const)(
  "%s: the SDK tries again by itself, and succeeds when the rule has struck its times",
  async (fault) => {
    await using bench = await startFaulty({ fault, actions: "SendMessage", times: 2 });
    const credentials = { accessKeyId: "test", secretAccessKey: "test" };
    const client = new SQSClient({ endpoint: bench.emulator.url, region: "us-east-1", credentials, maxAttempts: 3 });

    const { $metadata } = await client.send(new SendMessageCommand({ QueueUrl: bench.url, MessageBody: "x" }));

    expect($metadata.attempts).toBe(3);
    expect(bodiesOf(bench)).toEqual(["x"]);
    expect(struck(bench)).toEqual([2]);
    client.destroy();
  },
);

test("a lost answer makes the SDK send once more, so the message is there twice", async () => {
  await using bench = await startFaulty({ fault: "lost-answer", times: 1 });
  const credentials = { accessKeyId: "test", secretAccessKey: "test" };
  const client = new SQSClient({ endpoint: bench.emulator.url, region: "us-east-1", credentials, maxAttempts: 2 });

  await client.send(new SendMessageCommand({ QueueUrl: bench.url, MessageBody: "x" }));

  expect(bodiesOf(bench)).toEqual(["x", "x"]);
  client.destroy();
});

test("slow: a call is carried out later, and a client that gives up before has asked for nothing", async () => {
  await using bench = await startFaulty({ fault: "slow", delayMs: 3000, times: 2 });
  const slow = Promise.all(["one", "other"].map((body) => bench.send(bench.url, body)));
  await expect.poll(() => struck(bench), { timeout: 20_000 }).toEqual([2]);
  await bench.send(bench.url, "overtakes");
  await slow;
  expect(bodiesOf(bench)).toHaveLength(3);
  expect(bodiesOf(bench)[0]).toBe("overtakes");

  bench.emulator.faults.set([{ fault: "slow", delayMs: 200 }]);
  const send = new SendMessageCommand({ QueueUrl: bench.url, MessageBody: "given up" });
  await expect(bench.client.send(send, { abortSignal: AbortSignal.timeout(20) })).rejects.toThrow();
  await bench.send(bench.url, "last");
  expect(bodiesOf(bench)).not.toContain("given up");
});

test("closing does not wait for a slow call", async () => {
  const bench = await startFaulty({ fault: "slow", delayMs: 600_000 });
  const sending = bench.send(bench.url, "x");
  await expect.poll(() => struck(bench), { timeout: 20_000 }).toEqual([1]);

  await bench[Symbol.asyncDispose]();

  await expect(sending).rejects.toThrow();
});

test("partial-batch: some entries fail by the service's fault, the others are carried out", async () => {
  await using bench = await startFaulty({ fault: "partial-batch", probability: 0.5 });

  const batch = new SendMessageBatchCommand({ QueueUrl: bench.url, Entries: entries(10) });
  const { Successful = [], Failed = [] } = await bench.client.send(batch);

  expect(Failed.length).toBe(struck(bench)[0]);
  expect(Failed.length).toBeGreaterThan(0);
  expect(Successful.length).toBe(10 - Failed.length);
  expect(Failed[0]).toMatchObject({ SenderFault: false, Code: "InternalError" });
  expect(bodiesOf(bench)).toEqual(Successful.map(({ Id }) => Id));
});

test("duplicate: what is received comes once more by its own handle, after a long poll too, and never on FIFO", async () => {
  await using bench = await startFaulty({ fault: "duplicate", times: 1 });
  const waiting = bench.receive(bench.url, { WaitTimeSeconds: 20 });
  await untilWaiting(bench.emulator, 1);
  await bench.send(bench.url, "x");
  const [first] = await waiting;
  const [second, third] = await bench.receive(bench.url, { MaxNumberOfMessages: 10 });

  expect([second?.Body, second?.MessageId, third]).toEqual(["x", first?.MessageId, undefined]);
  for (const ReceiptHandle of [first?.ReceiptHandle, second?.ReceiptHandle]) {
    await bench.client.send(new DeleteMessageCommand({ QueueUrl: bench.url, ReceiptHandle }));
  }
  expect(bodiesOf(bench)).toEqual([]);

  const fifo = await bench.queue("q.fifo", { ContentBasedDeduplication: "true" });
  bench.emulator.faults.set([{ fault: "duplicate" }]);
  await bench.client.send(new SendMessageCommand({ QueueUrl: fifo, MessageBody: "x", MessageGroupId: "g" }));
  await bench.receive(fifo);
  expect(bodiesOf(bench, "q.fifo")).toEqual(["x"]);
});

test("lost-delete: a delete is answered as done, the message comes back, and a wrong handle is still refused", async () => {
  await using bench = await startFaulty({ fault: "lost-delete", times: 2 });
  for (const body of ["1", "2", "3"]) await bench.send(bench.url, body);
  const received = await bench.receive(bench.url, { MaxNumberOfMessages: 10 });
  const [one, ...others] = received.map(({ ReceiptHandle }) => ReceiptHandle);
  const wrong = new DeleteMessageCommand({ QueueUrl: bench.url, ReceiptHandle: "x" });
  await expect(bench.client.send(wrong)).rejects.toMatchObject({ name: "ReceiptHandleIsInvalid" });

  await bench.client.send(new DeleteMessageCommand({ QueueUrl: bench.url, ReceiptHandle: one }));
  const Entries = others.map((ReceiptHandle, index) => ({ Id: `${index}`, ReceiptHandle }));
  const { Successful } = await bench.client.send(new DeleteMessageBatchCommand({ QueueUrl: bench.url, Entries }));

  expect(Successful).toHaveLength(2);
  bench.emulator.advance(30);
  expect(bodiesOf(bench)).toEqual(["1", "2"]);
  expect((await bench.receive(bench.url, { MaxNumberOfMessages: 10 })).map(({ Body }) => Body)).toEqual(["1", "2"]);
});
