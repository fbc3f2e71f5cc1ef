import type { MessageSummary } from "@letsgo/console-api";
import { describe, expect, it } from "vitest";
import { createLiveList, hold, mergeBatch, toShown } from "./live-list.ts";

const at = (position: number, state = "waiting") => ({ position, messageId: `m${position}`, state }) as MessageSummary;
const all = () => true;
const none = () => false;
const positions = (list: Parameters<typeof toShown>[0]) => toShown(list).shown.map(({ position }) => position);

describe("a live list", () => {
  it("takes new ones above its anchor, newest first, whatever order they come in", () => {
    const list = mergeBatch(createLiveList(10), [at(12), at(11), at(13)], all, none);

    expect(positions(list)).toEqual([13, 12, 11]);
    expect(list.isStale).toBe(false);
  });

  it("puts a change where the message is", () => {
    const before = mergeBatch(createLiveList(10), [at(11), at(12)], all, none);
    const list = mergeBatch(before, [at(11, "succeeded")], all, none);

    expect(list.fresh.map(({ state }) => state)).toEqual(["waiting", "succeeded"]);
  });

  it("is stale when a message enters or leaves its old part, not when one changes there", () => {
    expect(mergeBatch(createLiveList(10), [at(5)], all, () => true).isStale).toBe(false);
    expect(mergeBatch(createLiveList(10), [at(5)], all, none).isStale).toBe(true);
    expect(mergeBatch(createLiveList(10), [at(5)], none, () => true).isStale).toBe(true);
    expect(mergeBatch(createLiveList(10), [at(5)], none, none).isStale).toBe(false);
  });

  it("asks the server about what only the server can judge", () => {
    const list = mergeBatch(createLiveList(10), [at(11)], () => undefined, none);

    expect(positions(list)).toEqual([]);
    expect(list.isStale).toBe(true);
  });

  it("lets new ones wait while it is held, and shows them when let go", () => {
    const held = hold(mergeBatch(createLiveList(10), [at(11)], all, none), true);
    const list = mergeBatch(held, [at(12), at(13)], all, none);

    expect(positions(list)).toEqual([11]);
    expect(toShown(list).waiting).toBe(2);
    expect(positions(hold(list, false))).toEqual([13, 12, 11]);
  });

  it("takes away what matches no more, but not from under a reader's eyes", () => {
    const list = mergeBatch(createLiveList(10), [at(11)], all, none);

    expect(positions(mergeBatch(list, [at(11, "dead")], none, none))).toEqual([]);
    expect(positions(mergeBatch(hold(list, true), [at(11, "dead")], none, none))).toEqual([11]);
  });
});
