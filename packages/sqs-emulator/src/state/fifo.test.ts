import { expect, test } from "vitest";
import { bodiesOf, createLab, type Lab } from "../test-support/lab.ts";
import { changeVisibility } from "./change-visibility.ts";
import { deleteMessage } from "./delete-message.ts";
import { toHandle } from "./handle.ts";
import type { Message, Queue } from "./model.ts";

function filled(lab: Lab, ...groups: string[]): Queue {
  const queue = lab.queue("q.fifo");
  for (const index of [1, 2, 3]) for (const groupId of groups) lab.send(queue, `${groupId}${index}`, { groupId });
  return queue;
}

const release = (lab: Lab, message: Message) =>
  changeVisibility(lab.state, message.queue, { handle: toHandle(message), visibilityMs: 0, now: lab.now() });

test("D32: a receive takes as many of one group as it can, in order, then of the next", () => {
  const lab = createLab();
  const queue = filled(lab, "a", "b");

  expect(bodiesOf(lab.receive(queue, { max: 5 }))).toEqual(["a1", "a2", "a3", "b1", "b2"]);
  expect(lab.receive(queue)).toEqual([]);
});

test("D32: a group gives nothing while one of its messages is in flight, whatever comes back", () => {
  const lab = createLab();
  const queue = filled(lab, "a");
  const [first, second] = lab.receive(queue, { max: 2 }) as [Message, Message];

  release(lab, first);
  expect(lab.receive(queue, { max: 10 })).toEqual([]);
  release(lab, second);

  expect(bodiesOf(lab.receive(queue, { max: 10 }))).toEqual(["a1", "a2", "a3"]);
});

test("D32: what comes back in another order, one given back and one timed out, is received in the first order", () => {
  const lab = createLab();
  const queue = filled(lab, "a");
  const [, second] = lab.receive(queue, { max: 2 }) as [Message, Message];

  release(lab, second);
  lab.pass(30);

  expect(bodiesOf(lab.receive(queue, { max: 10 }))).toEqual(["a1", "a2", "a3"]);
});

test("D32: a group goes on when all that are in flight are deleted, and is forgotten when it is empty", () => {
  const lab = createLab();
  const queue = filled(lab, "a");
  const drain = (max: number) => {
    const received = lab.receive(queue, { max });
    for (const message of received) deleteMessage(lab.state, queue, toHandle(message));
    return bodiesOf(received);
  };

  expect([drain(2), drain(2)]).toEqual([["a1", "a2"], ["a3"]]);
  expect(queue.groups.size).toBe(0);
});

test("groups take turns: one that has given stands behind the others", () => {
  const lab = createLab();
  const queue = filled(lab, "a", "b");
  release(lab, lab.take(queue).message);

  expect(bodiesOf(lab.receive(queue))).toEqual(["b1"]);
});

test("a visibility timeout of 0 receives each message once a call", () => {
  const lab = createLab();
  const queue = filled(lab, "a");

  expect(bodiesOf(lab.receive(queue, { max: 10, visibilitySeconds: 0 }))).toEqual(["a1", "a2", "a3"]);
  expect(queue.counts).toEqual({ waiting: 3, delayed: 0, "in flight": 0 });
});

test("a receive with an attempt id that is asked again gives the same, with the same handles and a new timeout", () => {
  const lab = createLab();
  const queue = filled(lab, "a");
  const first = lab.receive(queue, { max: 2, attemptId: "once" }).map(toHandle);
  lab.pass(20);

  const again = lab.receive(queue, { max: 2, attemptId: "once" });
  expect(again.map(toHandle)).toEqual(first);
  lab.pass(20);
  expect(queue.counts["in flight"]).toBe(2);

  deleteMessage(lab.state, queue, first[0] ?? "");
  expect(lab.receive(queue, { max: 2, attemptId: "once" })).toEqual([]);
  lab.pass(300);
  expect(queue.attempts.size).toBe(0);
});

test("a receive that hides nothing is not remembered: what it gave is anyone's at once", () => {
  const lab = createLab();
  const queue = filled(lab, "a");

  expect(bodiesOf(lab.receive(queue, { attemptId: "once", visibilitySeconds: 0 }))).toEqual(["a1"]);
  expect(queue.attempts.size).toBe(0);
});

test("a receive with an attempt id is a new one where what it gave has been given back", () => {
  const lab = createLab();
  const queue = filled(lab, "a");
  release(lab, lab.receive(queue, { attemptId: "once" })[0] as Message);

  expect(lab.receive(queue, { attemptId: "once" })).toMatchObject([{ content: { body: "a1" }, receiveCount: 2 }]);
});

test("D33: a group on a standard queue blocks nothing", () => {
  const lab = createLab();
  const queue = lab.queue("q");
  for (const body of ["a", "b"]) lab.send(queue, body, { groupId: "g" });

  expect([lab.receive(queue), lab.receive(queue)].flatMap(bodiesOf)).toEqual(["a", "b"]);
});
