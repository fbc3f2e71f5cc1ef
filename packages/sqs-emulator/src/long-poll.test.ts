import { DeleteQueueCommand, ReceiveMessageCommand } from "@aws-sdk/client-sqs";
import { expect, test } from "vitest";
import { startBench, untilWaiting } from "./test-support/sdk.ts";

const bodiesOf = (messages: readonly { Body?: string | undefined }[]) => messages.map(({ Body }) => Body);

test("D12: a long poll is answered by a send, which hides the message from others", async () => {
  await using bench = await startBench();
  const url = await bench.queue("q");
  const poll = bench.receive(url, { WaitTimeSeconds: 20 });
  await untilWaiting(bench.emulator, 1);

  await bench.send(url, "a");

  expect(bodiesOf(await poll)).toEqual(["a"]);
  expect(await bench.receive(url)).toEqual([]);
});

test("a long poll ends empty when the clock has gone on by its wait, not before", async () => {
  await using bench = await startBench();
  const url = await bench.queue("q");
  const poll = bench.receive(url, { WaitTimeSeconds: 20 });
  await untilWaiting(bench.emulator, 1);

  bench.emulator.advance(19.999);
  await untilWaiting(bench.emulator, 1);
  bench.emulator.advance(0.001);

  expect(await poll).toEqual([]);
});

test("what becomes visible while the clock is turned goes to the long poll that was waiting then", async () => {
  await using bench = await startBench();
  const url = await bench.queue("q", { DelaySeconds: "5" });
  await bench.send(url, "delayed");
  const early = bench.receive(url, { WaitTimeSeconds: 3 });
  await untilWaiting(bench.emulator, 1);
  const late = bench.receive(url, { WaitTimeSeconds: 10, VisibilityTimeout: 60 });
  await untilWaiting(bench.emulator, 2);

  bench.emulator.advance(3600);

  expect(await early).toEqual([]);
  expect(bodiesOf(await late)).toEqual(["delayed"]);
  expect(bodiesOf(await bench.receive(url))).toEqual(["delayed"]);
});

test("a client that disconnects during a long poll swallows no message", async () => {
  await using bench = await startBench();
  const url = await bench.queue("q");
  const abort = new AbortController();
  const command = new ReceiveMessageCommand({ QueueUrl: url, WaitTimeSeconds: 20 });
  const poll = bench.client.send(command, { abortSignal: abort.signal });
  await untilWaiting(bench.emulator, 1);

  abort.abort();
  await expect(poll).rejects.toThrow("aborted");
  await untilWaiting(bench.emulator, 0);
  await bench.send(url, "a");

  const [message] = await bench.receive(url, { MessageSystemAttributeNames: ["ApproximateReceiveCount"] });
  expect(message).toMatchObject({ Body: "a", Attributes: { ApproximateReceiveCount: "1" } });
});

test("polls are answered in the order in which they came, one message each", async () => {
  await using bench = await startBench();
  const url = await bench.queue("q");
  const polls: Promise<unknown>[] = [];
  for (const count of [1, 2]) {
    polls.push(bench.receive(url, { WaitTimeSeconds: 20 }).then(bodiesOf));
    await untilWaiting(bench.emulator, count);
  }

  await bench.send(url, "first");
  await bench.send(url, "second");

  expect(await Promise.all(polls)).toEqual([["first"], ["second"]]);
});

test("a poll of a queue that is deleted is answered at once, and so is one of an emulator that is closed", async () => {
  const bench = await startBench();
  const [gone, stays] = [await bench.queue("gone"), await bench.queue("stays")];
  const polls = [gone, stays].map((url) => bench.receive(url, { WaitTimeSeconds: 20 }));
  await untilWaiting(bench.emulator, 2);

  await bench.client.send(new DeleteQueueCommand({ QueueUrl: gone }));
  expect(await polls[0]).toEqual([]);
  await bench.emulator.close();
  expect(await polls[1]).toEqual([]);
  bench.client.destroy();
});

test("on the machine's own clock a poll is woken when a timeout ends", async () => {
  await using bench = await startBench({ clock: "real" });
  const url = await bench.queue("q");
  await bench.send(url, "a");
  await bench.receive(url, { VisibilityTimeout: 1 });

  expect(bodiesOf(await bench.receive(url, { WaitTimeSeconds: 20 }))).toEqual(["a"]);
});

test("on a faster clock a wait of 20 s is short", async () => {
  await using bench = await startBench({ clock: { speed: 200 } });
  const url = await bench.queue("q");
  const before = bench.emulator.now().getTime();

  expect(await bench.receive(url, { WaitTimeSeconds: 20 })).toEqual([]);
  expect(bench.emulator.now().getTime() - before).toBeGreaterThanOrEqual(20_000);
});
