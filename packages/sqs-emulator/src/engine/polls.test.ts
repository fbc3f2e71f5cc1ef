import { expect, test } from "vitest";
import { createLab } from "../test-support/lab.ts";
import { Polls } from "./polls.ts";

test("a poll whose client has gone is passed over, though its connection's end has not been told yet", () => {
  const queue = createLab().queue("q");
  const polls = new Polls();
  const answered: string[] = [];
  for (const [name, isOpen] of [
    ["gone", false],
    ["there", true],
  ] as const) {
    polls.add({
      queue,
      endsAt: 1000,
      isOpen: () => isOpen,
      tryToAnswer: () => answered.push(name) > 0,
      answerEmpty: () => answered.push(`${name} empty`),
    });
  }

  polls.serve(queue, 0);

  expect([answered, polls.size]).toEqual([["there"], 0]);
});
