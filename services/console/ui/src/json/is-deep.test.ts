import { expect, it } from "vitest";
import { isDeep } from "./is-deep.ts";

it.each([
  ["a list in a list, 200 times", `${"[".repeat(200)}${"]".repeat(200)}`, false],
  ["a list in a list, 201 times", `${"[".repeat(201)}${"]".repeat(201)}`, true],
  ["an object in an object, 5,000 times", `${'{"a":'.repeat(5000)}1${"}".repeat(5000)}`, true],
  ["many beside each other", `[${"[],".repeat(1000)}{}]`, false],
  ["brackets of a text, quotes and backslashes of it escaped", JSON.stringify(`"${"[".repeat(500)}\\"{`), false],
])("says whether a JSON text is nested too deeply: %s", (_, json, expected) => {
  expect(isDeep(json)).toBe(expected);
});
