import { expect, it } from "vitest";
import { toError } from "./index.ts";

it("keeps an Error as it is", () => {
  const error = new TypeError("broken");

  expect(toError(error)).toBe(error);
});

it.each([
  ["text", "'text'"],
  [undefined, "undefined"],
  [Object.create(null), "[Object: null prototype] {}"],
])("describes another value, and keeps it as cause (%#)", (thrown, described) => {
  expect(toError(thrown)).toMatchObject({ message: `Expected an Error to be thrown, got ${described}`, cause: thrown });
});
