import { expect, test } from "vitest";
import { startEmulator } from "../start-emulator.ts";
import { parseFaultRules } from "./parse-fault-rules.ts";

const actions = ["SendMessage", "ReceiveMessage", "DeleteMessage"];

test("rules are taken as they are", () => {
  const rules = [
    { fault: "throttle" },
    { fault: "slow", delayMs: 5, actions: ["SendMessage"], queue: "a*.fifo", probability: 0, times: 1 },
    { fault: "lost-delete", actions: "DeleteMessageBatch" },
  ];

  expect(parseFaultRules(rules, actions)).toEqual(rules);
});

test.each([
  [{ fault: "throttle" }, "Expected faults to be a list of rules, got an object"],
  [[null], "Expected faults[0] to be an object, got null"],
  [[{ fault: "throttle" }, { fault: "rain" }], "Expected faults[1].fault to be one of throttle, internal-error"],
  [[{}], "drop, lost-answer, slow, partial-batch, duplicate, lost-delete, got none"],
  [[{ fault: "toString" }], "Expected faults[0].fault"],
  [[{ fault: "throttle", action: "SendMessage" }], 'fault, actions, queue, probability, times, delayMs, got "action"'],
  [[{ fault: "throttle", actions: "Send" }], 'Expected faults[0].actions to be of SQS for throttle, got "Send"'],
  [[{ fault: "throttle", actions: [] }], "Expected faults[0].actions to be one action or more, got none"],
  [[{ fault: "duplicate", actions: "SendMessage" }], "to be of ReceiveMessage for duplicate"],
  [[{ fault: "throttle", queue: "" }], "Expected faults[0].queue to be a queue's name, with * for any characters"],
  [[{ fault: "throttle", queue: "a b" }], "Expected faults[0].queue"],
  [[{ fault: "throttle", probability: 1.5 }], "Expected faults[0].probability to be a number from 0 to 1, got 1.5"],
  [[{ fault: "throttle", probability: "1" }], "Expected faults[0].probability"],
  [[{ fault: "throttle", times: 0 }], "Expected faults[0].times to be a whole number of 1 or more, got 0"],
  [[{ fault: "slow" }], "Expected faults[0].delayMs to be a whole number from 1 to 600000, got none"],
  [[{ fault: "drop", delayMs: 5 }], "Expected faults[0].delayMs to be absent but for slow, got 5"],
])("%j is refused by name", async (rules, text) => {
  expect(() => parseFaultRules(rules, actions)).toThrow(text);
  await expect(startEmulator({ faults: rules as never })).rejects.toMatchObject({ code: "InvalidOption" });
});
