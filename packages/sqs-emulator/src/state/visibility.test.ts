import { expect, test } from "vitest";
import { bodiesOf, createLab } from "../test-support/lab.ts";
import { changeVisibility } from "./change-visibility.ts";
import { deleteMessage } from "./delete-message.ts";
import { purge } from "./purge.ts";

test("D5: a message in flight is visible again when its timeout ends, to the millisecond", () => {
  const lab = createLab();
  const queue = lab.queue("q");
  lab.send(queue, "a");
  lab.receive(queue);

  lab.pass(29.999);
  expect(lab.receive(queue)).toEqual([]);
  lab.pass(0.001);

  expect(bodiesOf(lab.receive(queue))).toEqual(["a"]);
});

test("D6: a change counts from the call, and 0 makes a message visible at once", () => {
  const lab = createLab();
  const queue = lab.queue("q");
  lab.send(queue, "a");
  const { handle } = lab.take(queue);

  lab.pass(20);
  expect(changeVisibility(lab.state, queue, { handle, visibilityMs: 25_000, now: lab.now() })).toBe("done");
  lab.pass(24);
  expect(lab.receive(queue)).toEqual([]);
  lab.pass(1);

  const again = lab.take(queue);
  changeVisibility(lab.state, queue, { handle: again.handle, visibilityMs: 0, now: lab.now() });
  expect(bodiesOf(lab.receive(queue))).toEqual(["a"]);
});

test("D7: a change hides a message until 12 hours after its first receive at most, whichever receive it is of", () => {
  const lab = createLab();
  const queue = lab.queue("q");
  lab.send(queue, "a");
  const { handle } = lab.take(queue, { visibilitySeconds: 43_200 });
  const change = (of: string, seconds: number) =>
    changeVisibility(lab.state, queue, { handle: of, visibilityMs: seconds * 1000, now: lab.now() });

  lab.pass(2);
  expect(change(handle, 43_199)).toBe("too long");
  expect(change(handle, 43_198)).toBe("done");
  expect(change(handle, 0)).toBe("done");
  lab.pass(10);
  const again = lab.take(queue).handle;

  expect([change(again, 43_189), change(again, 43_188)]).toEqual(["too long", "done"]);
});

test("D7: after the 12 hours a message is received like any other, and can be given back at once", () => {
  const lab = createLab();
  const queue = lab.queue("q");
  lab.send(queue, "a");
  lab.take(queue, { visibilitySeconds: 43_200 });
  lab.pass(43_200);
  const { handle } = lab.take(queue);
  const change = (seconds: number) =>
    changeVisibility(lab.state, queue, { handle, visibilityMs: seconds * 1000, now: lab.now() });

  expect([change(1), change(0)]).toEqual(["too long", "done"]);
  expect(bodiesOf(lab.receive(queue))).toEqual(["a"]);
});

test("D8: the visibility of a message that is not in flight cannot be changed", () => {
  const lab = createLab();
  const queue = lab.queue("q");
  lab.send(queue, "a");
  const { handle } = lab.take(queue);
  const change = (of: string) => changeVisibility(lab.state, queue, { handle: of, visibilityMs: 9000, now: lab.now() });

  lab.pass(30);
  expect(change(handle)).toBe("not in flight");
  const again = lab.take(queue);
  expect(change(handle)).toBe("not in flight");
  deleteMessage(lab.state, queue, again.handle);
  expect(change(again.handle)).toBe("not in flight");
});

test("D9: a handle of an earlier receive deletes nothing, that of the latest does", () => {
  const lab = createLab();
  const queue = lab.queue("q");
  lab.send(queue, "a");
  const first = lab.take(queue);
  lab.pass(30);
  const second = lab.take(queue);

  expect(deleteMessage(lab.state, queue, first.handle)).toBe("done");
  expect(queue.messages.size).toBe(1);
  expect(deleteMessage(lab.state, queue, second.handle)).toBe("done");
  expect(queue.messages.size).toBe(0);
});

test("D10: a delete after the timeout deletes on a standard queue, a second one is fine, and FIFO refuses it", () => {
  const lab = createLab();
  const [queue, fifo] = [lab.queue("q"), lab.queue("q.fifo")];
  lab.send(queue, "a");
  lab.send(fifo, "a");
  const [one, other] = [lab.take(queue), lab.take(fifo)];
  lab.pass(30);

  expect([deleteMessage(lab.state, queue, one.handle), deleteMessage(lab.state, queue, one.handle)]).toEqual([
    "done",
    "done",
  ]);
  expect(lab.receive(queue)).toEqual([]);
  expect(deleteMessage(lab.state, fifo, other.handle)).toBe("expired handle");
  expect(bodiesOf(lab.receive(fifo))).toEqual(["a"]);
});

test("a handle of another queue, or that is none, is told from one whose message is gone", () => {
  const lab = createLab();
  const [queue, other] = [lab.queue("q"), lab.queue("other")];
  lab.send(queue, "a");
  const { handle } = lab.take(queue);

  expect(deleteMessage(lab.state, other, handle)).toBe("invalid handle");
  expect(deleteMessage(lab.state, queue, "bogus")).toBe("invalid handle");
  expect(changeVisibility(lab.state, other, { handle, visibilityMs: 0, now: lab.now() })).toBe("invalid handle");
});

test("D24: a purge removes what waits, is delayed or in flight, and is refused for a minute", () => {
  const lab = createLab();
  const queue = lab.queue("q.fifo");
  lab.send(queue, "in flight");
  lab.take(queue);
  lab.send(queue, "waiting");

  expect(purge(lab.state, queue, lab.now())).toBe("done");
  expect(queue.counts).toEqual({ waiting: 0, delayed: 0, "in flight": 0 });
  expect(lab.state.memoryBytes).toBe(0);
  lab.send(queue, "waiting");
  expect(bodiesOf(lab.receive(queue))).toEqual(["waiting"]);
  lab.pass(59.999);
  expect(purge(lab.state, queue, lab.now())).toBe("in progress");
  lab.pass(0.001);
  expect(purge(lab.state, queue, lab.now())).toBe("done");
});
