import { expect, test } from "vitest";
import { Turn } from "./turn.ts";

test("all who ask within a turn get its end, and it has one when everything that came in it has run", async () => {
  const turn = new Turn();
  const order: string[] = [];
  setImmediate(() => order.push("came before"));
  const end = turn.end().then(() => order.push("end"));
  process.nextTick(() => order.push("in the same turn"));

  expect(turn.end()).toBe(turn.end());
  await end;
  expect(order).toEqual(["in the same turn", "came before", "end"]);
});

test("the next turn has an end of its own", async () => {
  const turn = new Turn();
  const first = turn.end();
  await first;

  expect(turn.end()).not.toBe(first);
});
