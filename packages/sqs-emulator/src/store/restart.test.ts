import {
  DeleteMessageCommand,
  DeleteQueueCommand,
  GetQueueAttributesCommand,
  ListMessageMoveTasksCommand,
  ListQueueTagsCommand,
  PurgeQueueCommand,
  SendMessageCommand,
  StartMessageMoveTaskCommand,
  TagQueueCommand,
} from "@aws-sdk/client-sqs";
import { expect, test } from "vitest";
import { inTurn } from "../test-support/in-turn.ts";
import type { Bench } from "../test-support/sdk.ts";

test("messages of every state come back as they were, with their receive counts, attributes and times", async () => {
  const seen: object[] = [];
  const note = async ({ emulator }: Bench) => void seen.push(emulator.messages("q"), emulator.queues);
  await inTurn(
    [
      async (bench) => {
        const url = await bench.queue("q", { VisibilityTimeout: "20", DelaySeconds: "1" });
        const send = (MessageBody: string, more: object) =>
          bench.client.send(new SendMessageCommand({ QueueUrl: url, MessageBody, ...more }));
        await send("received", { DelaySeconds: 0 });
        await bench.receive(url);
        bench.emulator.advance(5);
        await send("delayed 😀 \u{10FFFD} \t", { DelaySeconds: 900 });
        await send("waiting", {
          DelaySeconds: 0,
          MessageAttributes: { n: { DataType: "Number.x", StringValue: "7" } },
          MessageSystemAttributes: { AWSTraceHeader: { DataType: "String", StringValue: "Root=1" } },
        });
        await bench.client.send(new TagQueueCommand({ QueueUrl: url, Tags: { team: "ö" } }));
        await note(bench);
      },
      async (bench) => {
        await note(bench);
        const url = await bench.queue("q", { VisibilityTimeout: "20", DelaySeconds: "1" });
        const { Tags } = await bench.client.send(new ListQueueTagsCommand({ QueueUrl: url }));
        expect(Tags).toEqual({ team: "ö" });
        const all = { MessageAttributeNames: ["All"], MessageSystemAttributeNames: ["All" as const] };
        expect(await bench.receive(url, all)).toMatchObject([
          {
            Body: "waiting",
            Attributes: { ApproximateReceiveCount: "1", AWSTraceHeader: "Root=1", SentTimestamp: "1800000005000" },
            MessageAttributes: { n: { DataType: "Number.x", StringValue: "7" } },
          },
        ]);
        bench.emulator.advance(14);
        expect(await bench.receive(url)).toEqual([]);
        bench.emulator.advance(1);
        expect(await bench.receive(url, all)).toMatchObject([
          {
            Body: "received",
            Attributes: { ApproximateReceiveCount: "2", ApproximateFirstReceiveTimestamp: "1800000000000" },
          },
        ]);
      },
    ],
    { allowedHosts: [] },
  );
  const withoutAddress = JSON.parse(JSON.stringify(seen).replaceAll(/127\.0\.0\.1:\d+/g, ""));
  expect(withoutAddress.slice(2)).toEqual(withoutAddress.slice(0, 2));
});

test("what was deleted, purged or expired does not come back, and its minute is kept", async () => {
  await inTurn([
    async (bench) => {
      const urls = [await bench.queue("purged"), await bench.queue("gone"), await bench.queue("kept")];
      const [purged = "", gone = "", kept = ""] = urls;
      for (const url of urls) await bench.send(url, "x");
      await bench.client.send(new PurgeQueueCommand({ QueueUrl: purged }));
      await bench.send(purged, "after");
      await bench.client.send(new DeleteQueueCommand({ QueueUrl: gone }));
      const { ReceiptHandle = "" } = (await bench.receive(kept))[0] ?? {};
      await bench.client.send(new DeleteMessageCommand({ QueueUrl: kept, ReceiptHandle }));
    },
    async (bench) => {
      expect(bench.emulator.queues.map(({ name, waiting }) => [name, waiting])).toEqual([
        ["purged", 1],
        ["kept", 0],
      ]);
      await expect(bench.queue("gone")).rejects.toMatchObject({ name: "QueueDeletedRecently" });
      const purge = new PurgeQueueCommand({ QueueUrl: await bench.queue("purged") });
      await expect(bench.client.send(purge)).rejects.toMatchObject({ name: "PurgeQueueInProgress" });
      bench.emulator.advance(60);
      await bench.queue("gone");
      bench.emulator.advance(345_600);
    },
    async (bench) => {
      expect(bench.emulator.queues.map(({ name, waiting }) => [name, waiting])).toEqual([
        ["purged", 0],
        ["kept", 0],
        ["gone", 0],
      ]);
    },
  ]);
});

test("dead letters keep their source and counts, and a move task goes on where it was", async () => {
  const arnOf = async ({ client }: Bench, QueueUrl: string) =>
    (await client.send(new GetQueueAttributesCommand({ QueueUrl, AttributeNames: ["QueueArn"] }))).Attributes
      ?.QueueArn ?? "";
  const depths = ({ emulator }: Bench) => emulator.queues.map(({ waiting, inFlight }) => [waiting, inFlight]);
  let SourceArn = "";
  await inTurn([
    async (bench) => {
      SourceArn = await arnOf(bench, await bench.queue("dlq"));
      const RedrivePolicy = JSON.stringify({ deadLetterTargetArn: SourceArn, maxReceiveCount: 1 });
      const url = await bench.queue("q", { RedrivePolicy });
      for (const body of ["a", "b", "c"]) await bench.send(url, body);
      for (let receives = 0; receives < 2; receives += 1)
        await bench.receive(url, { MaxNumberOfMessages: 10, VisibilityTimeout: 0 });
    },
    async (bench) => {
      expect(depths(bench)).toEqual([
        [3, 0],
        [0, 0],
      ]);
      const source = await arnOf(
        bench,
        await bench.queue("q", {}).catch(() => `${new URL(bench.emulator.url).origin}/000000000000/q`),
      );
      expect(
        bench.emulator.messages("dlq").map(({ receiveCount, deadLetterSource }) => [receiveCount, deadLetterSource]),
      ).toEqual(Array.from({ length: 3 }, () => [1, source]));
      await bench.client.send(new StartMessageMoveTaskCommand({ SourceArn, MaxNumberOfMessagesPerSecond: 1 }));
      bench.emulator.advance(0);
      expect(depths(bench)).toEqual([
        [2, 0],
        [1, 0],
      ]);
    },
    async (bench) => {
      bench.emulator.advance(1);
      expect(depths(bench)).toEqual([
        [1, 0],
        [2, 0],
      ]);
      bench.emulator.advance(2);
      const { Results } = await bench.client.send(new ListMessageMoveTasksCommand({ SourceArn }));
      expect(Results).toMatchObject([{ Status: "COMPLETED", ApproximateNumberOfMessagesMoved: 3 }]);
    },
  ]);
});

test("receives elsewhere still do not count towards a dead-letter queue's own limit", async () => {
  const redriveTo = (name: string) =>
    JSON.stringify({ deadLetterTargetArn: `arn:aws:sqs:us-east-1:000000000000:${name}`, maxReceiveCount: 1 });
  await inTurn([
    async (bench) => {
      await bench.queue("last");
      await bench.queue("dlq", { RedrivePolicy: redriveTo("last") });
      const url = await bench.queue("q", { RedrivePolicy: redriveTo("dlq") });
      await bench.send(url, "x");
      for (let receives = 0; receives < 2; receives += 1) await bench.receive(url, { VisibilityTimeout: 0 });
    },
    async (bench) => {
      const url = await bench.queue("dlq", { RedrivePolicy: redriveTo("last") });
      expect(await bench.receive(url)).toMatchObject([{ Body: "x" }]);
    },
  ]);
});

test("time does not go back over a restart, whatever the clock", async () => {
  for (const clock of ["manual", "real", { speed: 60 }] as const) {
    let before = 0;
    await inTurn(
      [
        async ({ emulator }) => {
          emulator.advance(86_400);
          before = emulator.now().getTime();
        },
        async ({ emulator }) => {
          expect(emulator.now().getTime()).toBeGreaterThanOrEqual(before);
          expect(emulator.now().getTime() - before).toBeLessThan(3_600_000);
        },
      ],
      { clock },
    );
  }
});
