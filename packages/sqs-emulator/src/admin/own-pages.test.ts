import { SendMessageCommand } from "@aws-sdk/client-sqs";
import { expect, test } from "vitest";
import { type Bench, startBench } from "../test-support/sdk.ts";

interface Shown {
  Body: string;
  Attributes: Record<string, string>;
  MessageAttributes?: object;
}

async function filled(): Promise<{ bench: Bench; url: string }> {
  const bench = await startBench({ startAt: new Date(1_800_000_000_000) });
  const url = await bench.queue("q");
  await bench.send(url, "in flight");
  await bench.receive(url);
  const color = { DataType: "String", StringValue: "<red> & \r" };
  await bench.client.send(
    new SendMessageCommand({ QueueUrl: url, MessageBody: "waiting", MessageAttributes: { color } }),
  );
  await bench.client.send(new SendMessageCommand({ QueueUrl: url, MessageBody: "delayed", DelaySeconds: 60 }));
  return { bench, url };
}

async function peek({ emulator }: Bench, path: string, init: RequestInit = {}): Promise<Shown[]> {
  const response = await fetch(`${emulator.url}${path}`, { headers: { accept: "application/json" }, ...init });
  expect(response.status).toBe(200);
  return ((await response.json()) as { Messages: Shown[] }).Messages;
}

const all = "ShowInvisible=true&ShowDelayed=true";

test("a look shows what waits, and what is in flight or delayed where it is asked for, and changes nothing", async () => {
  const { bench, url } = await filled();
  await using _ = bench;
  const byUrl = `/_aws/sqs/messages?QueueUrl=${encodeURIComponent(url)}`;
  const before = bench.emulator.messages("q");

  expect((await peek(bench, byUrl)).map(({ Body }) => Body)).toEqual(["waiting"]);
  const shown = await peek(bench, `${byUrl}&${all}`);

  expect(shown).toMatchObject([
    {
      Body: "in flight",
      Attributes: {
        ...{ ApproximateReceiveCount: "1", IsVisible: "false", IsDelayed: "false" },
        NextVisibleTimestamp: "1800000030000",
      },
    },
    { Body: "waiting", Attributes: { ApproximateReceiveCount: "0", IsVisible: "true", IsDelayed: "false" } },
    { Body: "delayed", Attributes: { IsVisible: "true", IsDelayed: "true", NextVisibleTimestamp: "1800000060000" } },
  ]);
  expect(bench.emulator.messages("q")).toEqual(before);
});

test("the queue is named by path, by query, or by a form or JSON that is posted", async () => {
  const { bench, url } = await filled();
  await using _ = bench;
  const json = { "content-type": "application/x-amz-json-1.0", accept: "application/json" };
  const form = { "content-type": "application/x-www-form-urlencoded", accept: "application/json" };
  const looks = await Promise.all([
    peek(bench, `/_aws/sqs/messages/us-east-1/000000000000/q?${all}`),
    peek(bench, "/_aws/sqs/messages", {
      method: "POST",
      headers: json,
      body: JSON.stringify({ QueueUrl: url, ShowInvisible: true, ShowDelayed: true }),
    }),
    peek(bench, "/_aws/sqs/messages", {
      method: "POST",
      headers: form,
      body: `QueueUrl=${encodeURIComponent(url)}&${all}`,
    }),
  ]);

  expect(looks.map((look) => look.length)).toEqual([3, 3, 3]);
  const missing = await fetch(`${bench.emulator.url}/_aws/sqs/messages/us-east-1/000000000000/none`);
  expect([missing.status, await missing.text()]).toEqual([400, expect.stringContaining("NonExistentQueue")]);
});

test("without a wish for JSON a look is XML, with what is in it escaped", async () => {
  const { bench } = await filled();
  await using _ = bench;
  const response = await fetch(`${bench.emulator.url}/_aws/sqs/messages/us-east-1/000000000000/q`);

  expect(response.headers.get("content-type")).toBe("text/xml");
  const text = await response.text();
  expect(text).toMatch(/<ReceiveMessageResponse xmlns="[^"]+"><ReceiveMessageResult><Message><MessageId>/);
  expect(text).toContain("<StringValue>&lt;red&gt; &amp; &#xD;</StringValue>");
});

test("a URL without a region means the only queue of its name", async () => {
  await using bench = await startBench({ region: "eu-west-1" });
  const url = await bench.queue("q");
  await bench.send(url, "a");

  expect(await peek(bench, `/_aws/sqs/messages?QueueUrl=${encodeURIComponent(url)}`)).toHaveLength(1);
});

test("of messages in a blocked FIFO group a look says so, as LocalStack's", async () => {
  await using bench = await startBench();
  const url = await bench.queue("q.fifo", { ContentBasedDeduplication: "true" });
  for (const MessageBody of ["1", "2"]) {
    await bench.client.send(new SendMessageCommand({ QueueUrl: url, MessageBody, MessageGroupId: "g" }));
  }
  await bench.receive(url);
  const path = "/_aws/sqs/messages/us-east-1/000000000000/q.fifo";

  expect(await peek(bench, path)).toEqual([]);
  expect(await peek(bench, `${path}?${all}`)).toHaveLength(2);
});

test("health counts queues, messages and waiting receives", async () => {
  const { bench } = await filled();
  await using _ = bench;

  expect(await (await fetch(`${bench.emulator.url}/_emulator/health`)).json()).toMatchObject({
    ...{ status: "ok", queues: 1, messages: 3, waitingPolls: 0, now: "2027-01-15T08:00:00.000Z" },
  });
});

test("the clock is turned by a POST, as in process", async () => {
  const { bench, url } = await filled();
  await using _ = bench;
  const clock = (body: string) => fetch(`${bench.emulator.url}/_emulator/clock`, { method: "POST", body });

  const answer = await clock('{"advanceSeconds":60}');
  expect(await answer.json()).toEqual({ now: "2027-01-15T08:01:00.000Z" });
  expect((await bench.receive(url, { MaxNumberOfMessages: 10 })).map(({ Body }) => Body)).toEqual([
    ...["in flight", "waiting", "delayed"],
  ]);
  for (const body of ["", "{}", '{"advanceSeconds":-1}', '{"advanceSeconds":"60"}', '{"advanceSeconds":1e13}']) {
    expect((await clock(body)).status).toBe(400);
  }
  expect(await (await clock('{"advanceSeconds":0}')).json()).toEqual({ now: "2027-01-15T08:01:00.000Z" });
});
