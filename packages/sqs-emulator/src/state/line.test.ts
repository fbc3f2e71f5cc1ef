import * as fc from "fast-check";
import { expect, test } from "vitest";
import { Line, type Place } from "./line.ts";

const step = fc.oneof(
  { weight: 3, arbitrary: fc.record({ add: fc.nat(20) }) },
  { weight: 1, arbitrary: fc.record({ remove: fc.nat(1000) }) },
  { weight: 2, arbitrary: fc.constant("take first" as const) },
);

test("a line always has a value of the least key first, whatever comes and leaves in between", () => {
  fc.assert(
    fc.property(fc.array(step, { maxLength: 200 }), (steps) => {
      const line = new Line<number>();
      const model: Place<number>[] = [];
      const leave = (place: Place<number>) => {
        model.splice(model.indexOf(place), 1);
        line.remove(place);
      };
      for (const [index, each] of steps.entries()) {
        if (each === "take first") {
          const first = line.first();
          expect(first?.key).toBe(model.length === 0 ? undefined : Math.min(...model.map(({ key }) => key)));
          if (first !== undefined) leave(first);
        } else if ("add" in each) model.push(line.add(index, each.add));
        else if (model.length > 0) leave(model[each.remove % model.length] as Place<number>);
        expect([...line.values()].toSorted()).toEqual(model.map(({ value }) => value).toSorted());
        expect(line.size).toBe(model.length);
      }
    }),
  );
});

test("values that come in order leave in order, those of one key too", () => {
  const line = new Line<string>();
  for (const [value, key] of [
    ["a", 1],
    ["b", 1],
    ["d", 3],
    ["c", 2],
  ] as const)
    line.add(value, key);
  const order: string[] = [];
  for (let first = line.first(); first !== undefined; first = line.first()) {
    order.push(first.value);
    line.remove(first);
  }

  expect(order).toEqual(["a", "b", "c", "d"]);
});
