import { expect, it } from "vitest";
import { toVisible } from "./to-visible.ts";

it.each([
  ["plain, ünïcode, שלום, 👋", "plain, ünïcode, שלום, 👋"],
  ["gpj.\u202Eexe", "gpj.\\u202eexe"],
  ["a\u2066b\u2069\u200F", "a\\u2066b\\u2069\\u200f"],
  ["\u001b[31mred\u0000\r", "\\u001b[31mred\\u0000\\u000d"],
  ["line\n\tnext", "line\n\tnext"],
])("%j is shown as %j", (text, shown) => {
  expect(toVisible(text)).toBe(shown);
});
