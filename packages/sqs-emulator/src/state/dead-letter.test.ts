import { expect, test } from "vitest";
import { bodiesOf, createLab, type Lab } from "../test-support/lab.ts";
import { deadLetterSources } from "./dead-letter.ts";
import { deleteQueue } from "./queues.ts";

function pair(lab: Lab, { fifo = false, maxReceiveCount = 1, dlq: dlqAttributes = {} } = {}) {
  const suffix = fifo ? ".fifo" : "";
  const dlq = lab.queue(`dlq${suffix}`, dlqAttributes);
  const RedrivePolicy = { deadLetterTargetArn: dlq.arn, maxReceiveCount };
  return { dlq, queue: lab.queue(`q${suffix}`, { RedrivePolicy, VisibilityTimeout: 10 }) };
}

test("D14: a message is received maxReceiveCount times; the next receive dead-letters it and takes the one behind it", () => {
  const lab = createLab();
  const { queue, dlq } = pair(lab, { maxReceiveCount: 2 });
  lab.send(queue, "a");
  for (const count of [1, 2]) {
    expect(lab.take(queue).message.receiveCount).toBe(count);
    lab.pass(10);
  }
  lab.send(queue, "b");

  expect(bodiesOf(lab.receive(queue, { max: 10 }))).toEqual(["b"]);
  expect(bodiesOf(dlq.messages.values())).toEqual(["a"]);
});

test("D14: receives elsewhere do not count towards a dead-letter queue's own maxReceiveCount, the shown count goes on", () => {
  const lab = createLab();
  const { queue, dlq } = pair(lab, { maxReceiveCount: 3 });
  const source = lab.queue("first", { RedrivePolicy: { deadLetterTargetArn: queue.arn, maxReceiveCount: 3 } });
  lab.send(source, "a");
  for (const _ of [1, 2, 3]) {
    lab.take(source);
    lab.pass(30);
  }
  lab.receive(source);

  expect(lab.take(queue).message.receiveCount).toBe(4);
  expect(dlq.messages.size).toBe(0);
});

test("D15: a dead-lettered message keeps id and content, names its source, and on FIFO deduplicates by its id", () => {
  for (const fifo of [false, true]) {
    const lab = createLab();
    const { queue, dlq } = pair(lab, { fifo });
    const { messageId } = lab.send(queue, "a");
    lab.take(queue);
    lab.pass(10);
    lab.receive(queue);

    const { message } = lab.take(dlq);
    expect(message).toMatchObject({ id: messageId, deadLetterSource: queue.arn, content: { body: "a" } });
    if (fifo) expect(message.content).toMatchObject({ groupId: "g", deduplicationId: messageId });
  }
});

test("D23: it keeps its time on a standard queue, also for the retention of the dead-letter queue; FIFO resets it", () => {
  for (const fifo of [false, true]) {
    const lab = createLab();
    const { queue, dlq } = pair(lab, { fifo, dlq: { MessageRetentionPeriod: 60 } });
    lab.send(queue, "a");
    lab.pass(20);
    lab.take(queue);
    lab.pass(10);
    lab.receive(queue);

    lab.pass(30);
    expect(dlq.messages.size).toBe(fifo ? 1 : 0);
    lab.pass(30);
    expect(dlq.messages.size).toBe(0);
  }
});

test("D18: sources are those whose policy names the queue; where it is gone, messages stay and are received", () => {
  const lab = createLab();
  const { queue, dlq } = pair(lab);
  lab.send(queue, "a");
  lab.take(queue);
  lab.pass(10);

  expect(deadLetterSources(lab.state, dlq)).toEqual([queue]);
  deleteQueue(lab.state, dlq, lab.now());
  expect(lab.take(queue).message.receiveCount).toBe(2);
});
