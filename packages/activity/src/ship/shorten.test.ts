import { expect, it } from "vitest";
import { SHORTENED, shorten, shortenId, toBounded } from "./shorten.ts";

it("a text that is short enough stays, a longer one is its beginning in whole characters, and says so", () => {
  expect(shorten("x".repeat(20), 20)).toBe("x".repeat(20));
  expect(shorten("x".repeat(21), 20)).toBe(`${"x".repeat(20)}${SHORTENED}`);
  expect(shorten("👋".repeat(11), 21)).toBe(`${"👋".repeat(10)}${SHORTENED}`);
});

it("two long ids that begin alike stay two", () => {
  const [one, two] = [shortenId(`${"x".repeat(1_000)}1`), shortenId(`${"x".repeat(1_000)}2`)];

  expect(one).not.toBe(two);
  expect(one).toBe(shortenId(`${"x".repeat(1_000)}1`));
  expect(one.length).toBeLessThan(400);
  expect(shortenId("m-1")).toBe("m-1");
});

it("an event of usual length is not copied", () => {
  const told = { name: "started", messageId: "m-1", type: "order:new" };

  expect(toBounded(told)).toBe(told);
});
