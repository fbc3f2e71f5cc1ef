import { expect, test } from "vitest";
import { meaningOf } from "./error-meaning.ts";

test.each([
  ["unreachable", { name: "Error", code: "ECONNREFUSED" }],
  ["unreachable", { name: "TimeoutError", code: "ECONNRESET" }],
  ["unreachable", { name: "TimeoutError" }],
  ["unreachable", { name: "AggregateError", code: "ECONNREFUSED" }],
  ["unreachable", { name: "Error", cause: { name: "Error", code: "EAI_AGAIN" } }],
  ["queue-missing", { name: "QueueDoesNotExist" }],
  ["queue-missing", { name: "AWS.SimpleQueueService.NonExistentQueue" }],
  ["queue-missing", { name: "Error", code: "AWS.SimpleQueueService.QueueDoesNotExist" }],
  ["other", { name: "AccessDeniedException" }],
  ["other", { name: "SyntaxError" }],
])("means %s: %o", (meaning, fields) => {
  expect(meaningOf(Object.assign(new Error("told by its fields, not its text"), fields))).toBe(meaning);
});

test("what is no object, and a cause that circles, mean nothing special", () => {
  const circle = new Error("circle");
  circle.cause = circle;

  expect([undefined, null, "ECONNREFUSED", circle].map(meaningOf)).toEqual(["other", "other", "other", "other"]);
});
