import { expect, test } from "vitest";
import { createRandom } from "../random.ts";
import { bodiesOf, createLab } from "../test-support/lab.ts";
import { deleteMessage } from "./delete-message.ts";
import { toHandle } from "./handle.ts";
import type { Message } from "./model.ts";
import { isAtInFlightLimit } from "./receive.ts";
import { hasRoomFor } from "./send.ts";

test("D34: 120,000 messages may be in flight, and the next receive brings nothing until one is deleted", () => {
  const lab = createLab();
  const queue = lab.queue("q", { VisibilityTimeout: 43_200 });
  for (let index = 0; index < 120_003; index += 1) lab.send(queue, "a");
  let last: Message[] = [];
  for (let received = 0; received < 120_000; received += last.length) last = lab.receive(queue, { max: 10 });

  expect(isAtInFlightLimit(lab.state, queue)).toBe(true);
  expect(lab.receive(queue, { max: 10 })).toEqual([]);
  deleteMessage(lab.state, queue, toHandle(last[0] as Message));
  expect(lab.receive(queue, { max: 10 })).toHaveLength(1);
});

test("what messages take is counted as they come and go, and is bounded", () => {
  const lab = createLab({ memoryLimitBytes: 2000 });
  const queue = lab.queue("q");
  lab.send(queue, "x".repeat(500));
  const [first] = [...queue.messages.values()];
  const ofLength = (length: number) => ({ ...(first as Message).content, body: "x".repeat(length), bytes: length });
  expect([hasRoomFor(lab.state, ofLength(60)), hasRoomFor(lab.state, ofLength(61))]).toEqual([true, false]);

  deleteMessage(lab.state, queue, lab.take(queue).handle);

  expect(lab.state.memoryBytes).toBe(0);
});

test("a shuffled queue gives all messages, not in the order of sending, and none much later than its turn", () => {
  const lab = createLab({ ordering: "shuffled", random: createRandom(7) });
  const queue = lab.queue("q");
  const sent = Array.from({ length: 300 }, (_, index) => `${index}`);
  for (const body of sent) lab.send(queue, body);
  const received = Array.from({ length: 30 }, () => lab.receive(queue, { max: 10 })).flatMap(bodiesOf);

  expect(received).not.toEqual(sent);
  expect(received.toSorted()).toEqual(sent.toSorted());
  expect(Math.max(...received.map((body, index) => Math.abs(Number(body) - index)))).toBeLessThan(51);
});

test("a duplicate is a copy with the same id and one receive more, which is deleted by itself", () => {
  let chance = 0;
  const lab = createLab({ duplicateChance: 0.5, random: () => chance });
  const queue = lab.queue("q");
  const { messageId } = lab.send(queue, "a");
  const first = lab.take(queue);
  chance = 0.9;
  const copy = lab.take(queue);

  expect(copy.message).toMatchObject({ id: messageId, receiveCount: 2 });
  deleteMessage(lab.state, queue, first.handle);
  expect(queue.messages.size).toBe(1);
  deleteMessage(lab.state, queue, copy.handle);
  expect(queue.messages.size).toBe(0);
});
