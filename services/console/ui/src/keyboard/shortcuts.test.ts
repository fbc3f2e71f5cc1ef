import { expect, it } from "vitest";
import { createKeySequence } from "./shortcuts.ts";

it("two keys in time are one shortcut, and a key alone is its own", () => {
  let now = 0;
  const namesOf = createKeySequence(() => now);

  expect(namesOf("g")).toEqual(["g"]);
  now = 1_000;
  expect(namesOf("m")).toEqual(["g m", "m"]);
  now = 9_000;
  expect(namesOf("q")).toEqual(["q"]);
});
