import { expect, test } from "vitest";
import { bodiesOf, createLab, type Lab } from "../test-support/lab.ts";
import { cancelMoveTask, startMoveTask } from "./move-task.ts";
import { deleteQueue } from "./queues.ts";

/** A dead-letter queue that holds messages of two sources. */
function filled(lab: Lab) {
  const dlq = lab.queue("dlq");
  const RedrivePolicy = { deadLetterTargetArn: dlq.arn, maxReceiveCount: 1 };
  const sources = ["one", "two"].map((name) => lab.queue(name, { RedrivePolicy, VisibilityTimeout: 1 }));
  for (const queue of sources) {
    lab.send(queue, `of ${queue.name}`);
    lab.take(queue);
    lab.pass(1);
    lab.receive(queue);
  }
  return { dlq, sources };
}

function many(lab: Lab, count: number) {
  const dlq = lab.queue("dlq");
  for (let index = 0; index < count; index += 1) lab.send(dlq, `${index}`);
  return { dlq, to: lab.queue("to") };
}

const start = (lab: Lab, { dlq, to, rate }: ReturnType<typeof many> & { rate?: number }) =>
  startMoveTask(lab.state, dlq, { destinationArn: to.arn, messagesPerSecond: rate, now: lab.now() });

test("D19: without a destination each message goes back to its source", () => {
  const lab = createLab();
  const { dlq, sources } = filled(lab);

  const task = startMoveTask(lab.state, dlq, {
    destinationArn: undefined,
    messagesPerSecond: undefined,
    now: lab.now(),
  });
  lab.pass(0);

  expect(sources.map(({ messages }) => bodiesOf(messages.values()))).toEqual([["of one"], ["of two"]]);
  expect(task).toMatchObject({ status: "COMPLETED", moved: 2, toMove: 2 });
});

test("D20: a rate of 2 moves one at once, and one each half second", () => {
  const lab = createLab();
  const filledQueues = many(lab, 5);
  const task = start(lab, { ...filledQueues, rate: 2 });
  const moved: number[] = [];
  for (const seconds of [0, 0.499, 0.001, 1]) {
    lab.pass(seconds);
    moved.push(task.moved);
  }

  expect(moved).toEqual([1, 1, 2, 4]);
  lab.pass(1);
  expect(task.status).toBe("COMPLETED");
});

test("D20: a moved message has a new id, a new time and no receives", () => {
  const lab = createLab();
  const { dlq, sources } = filled(lab);
  const [old] = dlq.messages.values();
  lab.pass(5);
  startMoveTask(lab.state, dlq, { destinationArn: undefined, messagesPerSecond: undefined, now: lab.now() });
  lab.pass(0);

  const [moved] = sources[0]?.messages.values() ?? [];
  expect(moved?.id).not.toBe(old?.id);
  expect(moved).toMatchObject({ sentAt: lab.now(), receiveCount: 0, deadLetterSource: undefined });
});

test("D21: what a cancelled task has moved stays moved, and it moves no more", () => {
  const lab = createLab();
  const filledQueues = many(lab, 5);
  const task = start(lab, { ...filledQueues, rate: 1 });
  lab.pass(1);

  cancelMoveTask(lab.state, filledQueues.dlq, task);
  lab.pass(60);

  expect([filledQueues.to.messages.size, filledQueues.dlq.messages.size, task.status]).toEqual([2, 3, "CANCELLED"]);
});

test("D21: the last ten tasks of a queue are remembered", () => {
  const lab = createLab();
  const filledQueues = many(lab, 0);
  for (let index = 0; index < 12; index += 1) {
    start(lab, filledQueues);
    lab.pass(1);
  }

  expect(filledQueues.dlq.moveTasks).toHaveLength(10);
});

test("a task fails, in AWS's words, where a destination is gone or a message has no source", () => {
  const lab = createLab();
  const filledQueues = many(lab, 3);
  const first = start(lab, { ...filledQueues, rate: 1 });
  lab.pass(0);
  deleteQueue(lab.state, filledQueues.to, lab.now());
  lab.pass(1);
  const second = startMoveTask(lab.state, filledQueues.dlq, {
    destinationArn: undefined,
    messagesPerSecond: undefined,
    now: lab.now(),
  });
  lab.pass(0);

  expect(first).toMatchObject({ status: "FAILED", failureReason: "AWS.SimpleQueueService.NonExistentQueue" });
  expect(second).toMatchObject({ status: "FAILED", failureReason: "CouldNotDetermineMessageSource" });
  expect(filledQueues.dlq.messages.size).toBe(2);
});
