import { expect, test } from "vitest";
import { bodiesOf, createLab, START } from "../test-support/lab.ts";
import { setAttributes } from "./attributes.ts";
import { deleteQueue, wasDeletedRecently } from "./queues.ts";

test("D2: a message's own delay goes before the queue's, 0 too", () => {
  const lab = createLab();
  const queue = lab.queue("q", { DelaySeconds: 10 });
  lab.send(queue, "queue's");
  lab.send(queue, "own", { delaySeconds: 5 });
  lab.send(queue, "none", { delaySeconds: 0 });

  expect(bodiesOf(lab.receive(queue, { max: 10 }))).toEqual(["none"]);
  lab.pass(5);
  expect(bodiesOf(lab.receive(queue, { max: 10 }))).toEqual(["own"]);
  lab.pass(5);
  expect(bodiesOf(lab.receive(queue, { max: 10 }))).toEqual(["queue's"]);
});

test("D4: a new delay of the queue counts for what is delayed already on FIFO, and not on a standard queue", () => {
  const lab = createLab();
  const queues = [lab.queue("q", { DelaySeconds: 900 }), lab.queue("q.fifo", { DelaySeconds: 900 })];
  for (const queue of queues) {
    lab.send(queue, "a");
    setAttributes(lab.state, queue, { attributes: new Map([["DelaySeconds", "10"]]), now: lab.now() });
  }

  lab.pass(10);

  expect(queues.map((queue) => bodiesOf(lab.receive(queue)))).toEqual([[], ["a"]]);
});

test("D22: a message vanishes after its retention period, in flight or not, and so does what it took", () => {
  const lab = createLab();
  const queue = lab.queue("q", { MessageRetentionPeriod: 60 });
  lab.send(queue, "in flight");
  lab.take(queue, { visibilitySeconds: 300 });
  lab.send(queue, "delayed", { delaySeconds: 300 });
  lab.pass(1);
  lab.send(queue, "later");

  lab.pass(58.999);
  expect(queue.messages.size).toBe(3);
  lab.pass(0.001);
  expect(bodiesOf(queue.messages.values())).toEqual(["later"]);
  lab.pass(1);
  expect([queue.messages.size, lab.state.memoryBytes]).toEqual([0, 0]);
});

test("D22: a shorter retention period counts for what is there already", () => {
  const lab = createLab();
  const queue = lab.queue("q");
  lab.send(queue, "a");

  setAttributes(lab.state, queue, { attributes: new Map([["MessageRetentionPeriod", "60"]]), now: lab.now() });
  lab.pass(60);

  expect(queue.messages.size).toBe(0);
});

test("D31: a repetition is swallowed for five minutes, after a delete too, and not a moment longer", () => {
  const lab = createLab();
  const queue = lab.queue("q.fifo");
  const first = lab.send(queue, "a");
  lab.pass(299.999);

  expect(lab.send(queue, "a")).toMatchObject(first);
  expect(queue.messages.size).toBe(1);
  lab.pass(0.001);
  expect(queue.deduplications.size).toBe(0);
  expect(lab.send(queue, "a").messageId).not.toBe(first.messageId);
  expect(queue.messages.size).toBe(2);
});

test("D31: with DeduplicationScope messageGroup an id counts within its group", () => {
  const lab = createLab();
  const queue = lab.queue("q.fifo", { DeduplicationScope: "messageGroup" });
  lab.send(queue, "a", { groupId: "g", deduplicationId: "same" });
  lab.send(queue, "b", { groupId: "h", deduplicationId: "same" });
  lab.send(queue, "c", { groupId: "h", deduplicationId: "same" });

  expect(bodiesOf(queue.messages.values())).toEqual(["a", "b"]);
});

test("D36: a deleted queue's name is free after 60 s, and is forgotten then", () => {
  const lab = createLab();
  const queue = lab.queue("q");
  deleteQueue(lab.state, queue, lab.now());

  lab.pass(59.999);
  expect(wasDeletedRecently(lab.state, queue, lab.now())).toBe(true);
  lab.pass(0.001);
  expect(wasDeletedRecently(lab.state, queue, lab.now())).toBe(false);
  expect(lab.state.deletedAt.size).toBe(0);
});

test("what is due at several times happens at each of them, in order", () => {
  const lab = createLab();
  const queue = lab.queue("q");
  lab.send(queue, "b", { delaySeconds: 2 });
  lab.send(queue, "a", { delaySeconds: 1 });
  const seen: [number, string[]][] = [];

  for (const seconds of [1, 1]) {
    lab.pass(seconds);
    seen.push([lab.now() - START, bodiesOf(lab.receive(queue, { max: 10 }))]);
  }

  expect(seen).toEqual([
    [1000, ["a"]],
    [2000, ["b"]],
  ]);
});
