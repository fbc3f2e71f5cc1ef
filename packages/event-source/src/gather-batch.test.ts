import type { SQSRecord } from "aws-lambda";
import { expect, test } from "vitest";
import { gatherBatch } from "./gather-batch.ts";
import { createPacedReceive } from "./paced-receive.ts";
import { cutByPayload, mostPayloadBytes } from "./payload-size.ts";
import type { Receive, ReceivedBatch } from "./receiver.ts";
import { createFakeClock } from "./test-support/fake-clock.ts";
import { createFakeQueue } from "./test-support/fake-queue.ts";
import { fakeRecord } from "./test-support/fake-records.ts";

/** Begins to gather one batch from an empty queue. */
function startGathering({ batchSize = 10_000, windowSeconds = 5, waitTimeSeconds = 20, drop = "", failing = 0 } = {}) {
  const clock = createFakeClock();
  const queue = createFakeQueue(clock);
  const halting = new AbortController();
  const replaced: SQSRecord[] = [];
  let ended: { batch: ReceivedBatch | undefined; atMs: number } | undefined;
  const receive: Receive = async (request) =>
    queue.requests.length + 1 === failing ? undefined : queue.receive(request);
  const gathering = gatherBatch({
    receive: createPacedReceive({ receive, clock, signal: halting.signal }),
    settings: { batchSize, batchingWindowSeconds: windowSeconds, receiveMessageWaitTimeSeconds: waitTimeSeconds },
    sift: async ({ records }) => records.filter(({ body }) => body !== drop),
    onReplaced: (record) => replaced.push(record),
    clock,
    signal: halting.signal,
  }).then((batch) => {
    ended = { batch, atMs: clock.nowMs() };
  });
  const bodies = () => ended?.batch?.records.map(({ body }) => body);
  return { clock, queue, halting, gathering, replaced, bodies, ended: () => ended };
}

test("C4: the invocation is when the window ends, which begins with the first message", async () => {
  const { clock, queue, bodies, ended } = startGathering({ windowSeconds: 5 });
  await clock.advance(17_000);
  queue.fill(1);
  await clock.advance(3_000);
  queue.fill(2);

  await clock.advance(1_999);
  const early = ended();
  await clock.advance(1);

  expect(early).toBeUndefined();
  expect(bodies()).toEqual(["1", "2", "3"]);
  expect(ended()?.atMs).toBe(17_000 + 5_000);
});

test("C4: the invocation is at once when batchSize is reached, over several receives of at most ten", async () => {
  const { clock, queue, ended } = startGathering({ batchSize: 25, windowSeconds: 300 });
  queue.fill(40);

  await clock.advance(0);

  expect(ended()?.batch?.records).toHaveLength(25);
  expect(queue.requests.map(({ maximum }) => maximum)).toEqual([10, 10, 5]);
  expect(queue.ready()).toBe(15);
});

test("C4: the invocation is at once when the payload reaches 6 MB", async () => {
  const { clock, queue, bodies, ended } = startGathering({ windowSeconds: 300 });
  const body = "x".repeat(1_048_576);
  for (const id of "abcdefgh") queue.put(fakeRecord(id, { body }));

  await clock.advance(0);
  const parts = cutByPayload(ended()?.batch?.records ?? []);

  expect(bodies()).toHaveLength(8); // one receive may bring more than one event takes
  expect(parts.map((part) => part.length)).toEqual([5, 3]);
});

test("without a window one receive is one batch", async () => {
  const { clock, queue, bodies, ended } = startGathering({ windowSeconds: 0, batchSize: 10 });
  queue.fill(3);

  await clock.advance(0);

  expect(bodies()).toEqual(["1", "2", "3"]);
  expect(ended()?.atMs).toBe(0);
  expect(queue.requests).toHaveLength(1);
});

test("C3: no receive waits past the window, not even within its last second", async () => {
  const { clock, queue, ended } = startGathering({ windowSeconds: 4, waitTimeSeconds: 2 });
  queue.fill(1);
  await clock.advance(1_500);
  queue.fill(1);

  await clock.advance(2_499);
  const early = ended();
  const waits = queue.requests.map(({ waitTimeSeconds }) => waitTimeSeconds);
  await clock.advance(1);

  expect(early).toBeUndefined();
  expect(waits.slice(0, 4)).toEqual([2, 2, 2, 0]);
  expect(ended()?.atMs).toBe(4_000);
});

test("a receive that fails ends the gathering, and what was gathered is handled", async () => {
  const { clock, queue, bodies, ended } = startGathering({ windowSeconds: 300, waitTimeSeconds: 2, failing: 3 });
  queue.fill(1);

  await clock.advance(2_000);

  expect(bodies()).toEqual(["1"]);
  expect(ended()?.atMs).toBe(2_000);
});

test("C4, C25: the window begins with the first message that passes the filters", async () => {
  const { clock, queue, gathering, ended } = startGathering({ windowSeconds: 5, drop: "1" });
  queue.fill(1);

  await clock.advance(0);
  await gathering;

  expect(ended()).toMatchObject({ batch: { records: [] }, atMs: 0 });
});

test("a stop ends the gathering with the receive that is open", async () => {
  const { clock, queue, halting, bodies, ended } = startGathering({ windowSeconds: 300, waitTimeSeconds: 2 });
  queue.fill(1);
  await clock.advance(1_000);

  halting.abort();
  await clock.advance(1_000);

  expect(bodies()).toEqual(["1"]);
  expect(ended()?.atMs).toBe(2_000);
});

test("a message that comes again while its batch is gathered is in it once, with its newest handle", async () => {
  const { clock, queue, ended, replaced } = startGathering({ windowSeconds: 5 });
  queue.put(fakeRecord("a", { receiptHandle: "first" }), fakeRecord("b"));
  await clock.advance(1_000);
  queue.put(fakeRecord("a", { receiptHandle: "second" }));

  await clock.advance(4_000);

  expect(ended()?.batch?.records.map(({ receiptHandle }) => receiptHandle)).toEqual(["second", "b"]);
  expect(replaced.map(({ receiptHandle }) => receiptHandle)).toEqual(["first"]);
});

test("C4: the cut is at the byte: an event of 6 MB is one invocation, one byte more are two", () => {
  const overhead = Buffer.byteLength(JSON.stringify({ Records: [fakeRecord("a"), fakeRecord("b", { body: "" })] }));
  const sized = (bytes: number) => [fakeRecord("a"), fakeRecord("b", { body: "x".repeat(bytes - overhead) })];

  expect(Buffer.byteLength(JSON.stringify({ Records: sized(mostPayloadBytes) }))).toBe(mostPayloadBytes);
  expect(cutByPayload(sized(mostPayloadBytes))).toHaveLength(1);
  expect(cutByPayload(sized(mostPayloadBytes + 1))).toHaveLength(2);
  expect(cutByPayload([fakeRecord("a", { body: "é".repeat(mostPayloadBytes / 2) }), fakeRecord("b")])).toHaveLength(2);
  expect(cutByPayload([])).toEqual([]);
});
