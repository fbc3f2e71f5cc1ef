import { type MessageDetail, NEVER_ACCEPTED } from "@letsgo/console-api";
import { expect, it } from "vitest";
import { queueOf, toActions } from "./allowed-actions.ts";

const replayable = { from: "store", asItIs: true, reason: null, missingFields: [] };
const message = { state: "dead", mode: "queued", type: "order:new", replayable } as unknown as MessageDetail;
const allowed = { allowed: true, reason: null };

it("a dead letter may be replayed, redriven and deleted from its dead-letter queue", () => {
  expect(toActions(message, allowed)).toEqual({ replay: null, edit: null, redrive: null, delete: null });
  expect(queueOf(message)).toBe("dlq");
});

it("what has succeeded lies nowhere", () => {
  const { redrive, delete: remove } = toActions({ ...message, state: "succeeded" }, allowed);

  expect(redrive).toContain("this one is succeeded");
  expect(remove).toContain("no queue");
  expect(queueOf({ state: "waiting", mode: "direct", note: null })).toBeNull();
  expect(queueOf({ state: "delayed", mode: "queued", note: null })).toBe("main");
  expect(queueOf({ state: "failed", mode: "queued", note: "will be dead-lettered" })).toBe("main");
  expect(queueOf({ state: "failed", mode: "queued", note: NEVER_ACCEPTED })).toBeNull();
});

it("where queues may not be operated, nothing is allowed, with the server's reason", () => {
  const reasons = Object.values(toActions(message, { allowed: false, reason: "Not an emulator." }));

  expect(new Set(reasons)).toEqual(new Set(["Not an emulator."]));
  expect(toActions(message, undefined).replay).toContain("not answered");
});

it("a body that is not kept whole is not replayed as it is, one without a type not edited", () => {
  const cut = { ...message, type: null, replayable: { ...replayable, asItIs: false, reason: "It was cut." } };

  expect(toActions(cut as never, allowed)).toMatchObject({
    replay: "It was cut.",
    edit: expect.stringContaining("no type"),
  });
});
