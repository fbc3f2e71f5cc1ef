import {
  DeleteMessageCommand,
  PurgeQueueCommand,
  SendMessageBatchCommand,
  SendMessageCommand,
} from "@aws-sdk/client-sqs";
import { expect, test } from "vitest";
import { startBench } from "./test-support/sdk.ts";
import { md5OfAttributes } from "./validate/digest.ts";

const statusOf = (error: unknown) => (error as { $metadata?: { httpStatusCode?: number } }).$metadata?.httpStatusCode;
const refusalOf = (call: Promise<unknown>) =>
  call.then(
    () => "accepted",
    (error: Error) => `${error.name} ${statusOf(error)}: ${error.message}`,
  );

test("of attributes a receive gives those that it asks for, with the digest of what it gives", async () => {
  await using bench = await startBench();
  const QueueUrl = await bench.queue("q", { VisibilityTimeout: "0" });
  const text = (StringValue: string) => ({ DataType: "String", StringValue });
  const MessageAttributes = { "app.a": text("1"), "app.b": text("2"), other: text("3") };
  const AWSTraceHeader = text("Root=1-5759e988-bd862e3fe1be46a994272793");
  const sent = await bench.client.send(
    new SendMessageCommand({
      ...{ QueueUrl, MessageBody: "a", MessageAttributes },
      MessageSystemAttributes: { AWSTraceHeader },
    }),
  );
  const receive = async (own: string[], system: string[] = []) => {
    const choice = { MessageAttributeNames: own, MessageSystemAttributeNames: system as never };
    return (await bench.receive(QueueUrl, choice))[0];
  };

  const chosen = await receive(["app.*"]);
  expect(Object.keys(chosen?.MessageAttributes ?? {})).toEqual(["app.a", "app.b"]);
  expect(chosen?.MD5OfMessageAttributes).toBe(md5OfAttributes({ "app.a": text("1"), "app.b": text("2") }));
  expect(Object.keys((await receive(["other", "none"]))?.MessageAttributes ?? {})).toEqual(["other"]);
  expect((await receive(["All"]))?.MD5OfMessageAttributes).toBe(sent.MD5OfMessageAttributes);
  expect(sent.MD5OfMessageSystemAttributes).toMatch(/^[0-9a-f]{32}$/);
  expect(await receive([])).not.toHaveProperty("MessageAttributes");
  expect((await receive([], ["AWSTraceHeader"]))?.Attributes).toEqual({ AWSTraceHeader: AWSTraceHeader.StringValue });
});

test("D25: a FIFO batch with an entry that lacks an id is refused as a whole, as AWS does it", async () => {
  await using bench = await startBench();
  const QueueUrl = await bench.queue("q.fifo");
  const entry = { MessageBody: "a", MessageGroupId: "g", MessageDeduplicationId: "d" };
  const send = (other: object) =>
    bench.client.send(
      new SendMessageBatchCommand({
        QueueUrl,
        Entries: [
          { ...entry, Id: "1" },
          { Id: "2", MessageBody: "b", ...other },
        ],
      }),
    );

  expect(await refusalOf(send({ MessageDeduplicationId: "e" }))).toContain("parameter MessageGroupId");
  expect(await refusalOf(send({ MessageGroupId: "g" }))).toContain("ContentBasedDeduplication enabled");
  expect(bench.emulator.messages("q.fifo")).toEqual([]);
});

test("a batch is at most 1 MiB in all, and an entry above the queue's limit fails alone", async () => {
  await using bench = await startBench();
  const QueueUrl = await bench.queue("q", { MaximumMessageSize: "1024" });
  const send = (...bodies: string[]) => {
    const Entries = bodies.map((MessageBody, index) => ({ Id: `${index}`, MessageBody }));
    return bench.client.send(new SendMessageBatchCommand({ QueueUrl, Entries }));
  };

  expect(await refusalOf(send("a", "x".repeat(1_048_576)))).toBe(
    "BatchRequestTooLong 400: Batch requests cannot be longer than 1048576 bytes. You have sent 1048577 bytes.",
  );
  expect(await send("a", "x".repeat(1025))).toMatchObject({
    Successful: [{ Id: "0" }],
    Failed: [
      {
        ...{ Id: "1", SenderFault: true, Code: "InvalidParameterValue" },
        Message: "One or more parameters cannot be validated. Reason: Message must be shorter than 1024 bytes.",
      },
    ],
  });
});

test("D34: at the limit of messages in flight a short poll is refused, a long one waits, FIFO gives nothing", async () => {
  await using bench = await startBench({ inFlightLimit: 1 });
  const [url, fifo] = [await bench.queue("q"), await bench.queue("q.fifo", { ContentBasedDeduplication: "true" })];
  for (const MessageGroupId of ["g", "h"]) {
    await bench.send(url, MessageGroupId);
    await bench.client.send(new SendMessageCommand({ QueueUrl: fifo, MessageBody: MessageGroupId, MessageGroupId }));
  }
  for (const each of [url, fifo]) expect(await bench.receive(each, { MaxNumberOfMessages: 10 })).toHaveLength(1);

  expect(await refusalOf(bench.receive(url))).toContain("OverLimit 403: Too many messages in flight");
  expect(await bench.receive(fifo)).toEqual([]);
  const poll = bench.receive(url, { WaitTimeSeconds: 20 });
  bench.emulator.advance(30);
  expect(await poll).toHaveLength(1);
});

test("beyond the bound of memory sends are refused with the bound and the option, all else goes on, and a delete makes room", async () => {
  await using bench = await startBench({ memoryLimitBytes: 1000 });
  const url = await bench.queue("q");
  await bench.send(url, "x".repeat(200));
  const entry = (Id: string, length: number) => ({ Id, MessageBody: "x".repeat(length) });
  const sendBatch = () =>
    bench.client.send(new SendMessageBatchCommand({ QueueUrl: url, Entries: [entry("a", 200), entry("b", 200)] }));

  expect(await refusalOf(bench.send(url, "x".repeat(200)))).toMatch(/^OverLimit 403: .* 1000 bytes .*memoryLimitBytes/);
  expect(await sendBatch()).toMatchObject({ Failed: [{ Id: "a", Code: "OverLimit" }, { Id: "b" }] });
  const [{ ReceiptHandle } = {}] = await bench.receive(url);
  await bench.client.send(new DeleteMessageCommand({ QueueUrl: url, ReceiptHandle }));

  expect(await sendBatch()).toMatchObject({ Successful: [{ Id: "a" }], Failed: [{ Id: "b", Code: "OverLimit" }] });
  expect(await bench.receive(url, { MaxNumberOfMessages: 10 })).toHaveLength(1);
  await bench.client.send(new PurgeQueueCommand({ QueueUrl: url }));
  expect(await refusalOf(bench.send(url, "x".repeat(200)))).toBe("accepted");
});

test("an attempt id of a receive has at most 128 characters, as the other ids", async () => {
  await using bench = await startBench();
  const fifo = await bench.queue("q.fifo");
  const receive = (length: number) => refusalOf(bench.receive(fifo, { ReceiveRequestAttemptId: "x".repeat(length) }));

  expect(await receive(128)).toBe("accepted");
  expect(await receive(129)).toMatch(/^InvalidParameterValue(Exception)? 400: .*ReceiveRequestAttemptId is invalid/);
});

test("ordering, duplicates and seed reach a queue: the same seed gives the same order and the same duplicates", async () => {
  const bodies = Array.from({ length: 40 }, (_, index) => `${index}`);
  const receivedWith = async (seed: number) => {
    await using bench = await startBench({ ordering: "shuffled", duplicates: 0.2, seed });
    const url = await bench.queue("q");
    for (const body of bodies) await bench.send(url, body);
    const received: (string | undefined)[] = [];
    for (let more = true; more; ) {
      const messages = await bench.receive(url, { MaxNumberOfMessages: 10 });
      received.push(...messages.map(({ Body }) => Body));
      more = messages.length > 0;
    }
    return received;
  };
  const [first, same, other] = [await receivedWith(1), await receivedWith(1), await receivedWith(2)];

  expect(first).toEqual(same);
  expect(first).not.toEqual(other);
  expect(new Set(first)).toEqual(new Set(bodies));
  expect(first.length).toBeGreaterThan(bodies.length);
  expect([...new Set(first)]).not.toEqual(bodies);
});
