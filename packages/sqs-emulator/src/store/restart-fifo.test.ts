import { DeleteMessageCommand, PurgeQueueCommand, SendMessageCommand } from "@aws-sdk/client-sqs";
import { expect, test } from "vitest";
import { inTurn } from "../test-support/in-turn.ts";
import type { Bench } from "../test-support/sdk.ts";

test("a FIFO queue remembers what was sent and what is in flight, and its numbers go on rising", async () => {
  let last = "";
  const send = async (bench: Bench, url: string, body: string, group = "g") => {
    const command = { QueueUrl: url, MessageBody: body, MessageGroupId: group, MessageDeduplicationId: body };
    return (await bench.client.send(new SendMessageCommand(command))).SequenceNumber ?? "";
  };
  await inTurn([
    async (bench) => {
      const url = await bench.queue("q.fifo");
      for (const body of ["1", "2"]) await send(bench, url, body);
      await send(bench, url, "other", "h");
      expect(await bench.receive(url)).toMatchObject([{ Body: "1" }]);
      const [other] = await bench.receive(url);
      await bench.client.send(new PurgeQueueCommand({ QueueUrl: await bench.queue("empty.fifo") }));
      expect(other?.Body).toBe("other");
      await send(bench, url, "3");
      last = await send(bench, url, "deleted", "z");
      const [{ ReceiptHandle } = {}] = await bench.receive(url);
      await bench.client.send(new DeleteMessageCommand({ QueueUrl: url, ReceiptHandle }));
    },
    async (bench) => {
      const url = await bench.queue("q.fifo");
      expect(await bench.receive(url)).toEqual([]);
      expect(await send(bench, url, "deleted", "z")).toBe(last);
      expect((await send(bench, url, "4")) > last).toBe(true);
      bench.emulator.advance(30);
      expect((await bench.receive(url, { MaxNumberOfMessages: 10 })).map(({ Body }) => Body)).toEqual(
        expect.arrayContaining(["1", "2", "3", "4"]),
      );
    },
  ]);
});

test("a receive with an attempt id is remembered: who asks again gets the same, with the same handles", async () => {
  const ReceiveRequestAttemptId = "once";
  const asked = { ReceiveRequestAttemptId, MaxNumberOfMessages: 10, VisibilityTimeout: 600 };
  let handles: (string | undefined)[] = [];
  const receive = async (bench: Bench, url: string) =>
    (await bench.receive(url, asked)).map(({ ReceiptHandle }) => ReceiptHandle);
  await inTurn([
    async (bench) => {
      const url = await bench.queue("q.fifo");
      for (const MessageBody of ["1", "2"]) {
        const ids = { MessageGroupId: "g", MessageDeduplicationId: MessageBody };
        await bench.client.send(new SendMessageCommand({ QueueUrl: url, MessageBody, ...ids }));
      }
      handles = await receive(bench, url);
      expect(handles).toHaveLength(2);
    },
    async (bench) => {
      expect(await receive(bench, await bench.queue("q.fifo"))).toEqual(handles);
      bench.emulator.advance(300);
    },
    async (bench) => {
      expect(await receive(bench, await bench.queue("q.fifo"))).toEqual([]);
    },
  ]);
});
