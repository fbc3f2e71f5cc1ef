import { describe, expect, it } from "vitest";
import { type DeliveryFacts, deriveState, type MessageFacts } from "./derive-state.ts";

const now = 100_000;

function message(facts: Partial<MessageFacts> = {}): MessageFacts {
  return {
    mode: "queued",
    dueAt: null,
    refusedAt: null,
    hoppedAt: null,
    hopVisibleAt: null,
    redrivenAt: null,
    deadAt: null,
    inferred: 0,
    goneAt: null,
    removedAt: null,
    removedNote: null,
    ...facts,
  };
}

function delivery(facts: Partial<DeliveryFacts> = {}): DeliveryFacts {
  return {
    mode: "queued",
    receiveCount: 1,
    receivedAt: 50_000,
    startedAt: null,
    endedAt: null,
    outcome: null,
    willRetry: null,
    visibleAt: null,
    returnedAt: null,
    deletedAt: null,
    ...facts,
  };
}

const failed = (at: number, willRetry: boolean, facts: Partial<DeliveryFacts> = {}) =>
  delivery({ receivedAt: at, endedAt: at + 10, outcome: "failed", willRetry: willRetry ? 1 : 0, ...facts });
const succeeded = (at: number) => delivery({ receivedAt: at, endedAt: at + 10, outcome: "succeeded" });

describe("a direct delivery of which no end is told", () => {
  it("is in flight for as long as one may take, and then over", () => {
    const standingAt = (time: number) =>
      deriveState(message({ mode: "direct" }), [delivery({ mode: "direct" })], time, 10_000);

    expect(standingAt(59_999)).toMatchObject({ state: "in flight", recheckAt: 60_000 });
    expect(standingAt(60_000)).toMatchObject({ state: "failed", note: "no end was told" });
  });
});

describe("where a message stands", () => {
  it.each([
    ["waiting", "accepted, not received", message(), []],
    ["delayed", "accepted with a delay that lasts", message({ dueAt: now + 1 }), []],
    ["waiting", "its delay has passed", message({ dueAt: now }), []],
    ["waiting", "direct mode observes no delay", message({ mode: "direct", dueAt: now + 1 }), []],
    ["failed", "never accepted", message({ refusedAt: 1 }), []],
    ["in flight", "received", message(), [delivery({ visibleAt: now + 1 })]],
    ["waiting", "its worker was lost", message(), [delivery({ visibleAt: now - 2000 })]],
    ["in flight", "taken directly", message({ mode: "direct" }), [delivery({ mode: "direct", receivedAt: now - 1 })]],
    ["waiting", "failed, with deliveries left", message(), [failed(50_000, true)]],
    ["failed", "failed for the last time", message(), [failed(50_000, false)]],
    ["failed", "failed in direct mode", message({ mode: "direct" }), [failed(50_000, false, { mode: "direct" })]],
    ["waiting", "given back unhandled", message(), [delivery({ returnedAt: 50_001 })]],
    ["waiting", "an earlier one of its group failed", message(), [delivery({ outcome: "skipped" })]],
    ["deleted", "no filter matched it", message(), [delivery({ outcome: "filtered" })]],
    ["succeeded", "handled", message(), [failed(40_000, true), succeeded(50_000)]],
    ["succeeded", "acknowledged as a duplicate", message(), [delivery({ outcome: "duplicate", endedAt: 50_001 })]],
    ["dead", "seen in the dead-letter queue", message({ deadAt: 60_000 }), [failed(50_000, false)]],
    ["deleted", "gone from there", message({ deadAt: 60_000, goneAt: 61_000 }), [failed(50_000, false)]],
    ["deleted", "purged", message({ removedAt: 60_000, removedNote: "purged" }), [failed(50_000, true)]],
  ] as const)("is %s: %s", (state, _reason, facts, deliveries) => {
    expect(deriveState(facts, deliveries, now).state).toBe(state);
  });

  it("says what follows the last failure, and of a death that nobody saw that it is inferred", () => {
    expect(deriveState(message(), [failed(50_000, false)], now).note).toBe("will be dead-lettered");
    expect(deriveState(message({ deadAt: 60_000, inferred: 1 }), [failed(50_000, false)], now).note).toBe("inferred");
  });

  it("does not depend on the order in which deliveries were told", () => {
    const lives = [failed(10_000, true), failed(20_000, true), delivery({ receivedAt: 30_000, visibleAt: now + 1 })];

    expect(deriveState(message(), lives, now).state).toBe("in flight");
    expect(deriveState(message(), lives.toReversed(), now).state).toBe("in flight");
  });

  it("keeps a success whatever is told later of other deliveries, but not beside a dead letter", () => {
    const lives = [succeeded(50_000), failed(55_000, false)];

    expect(deriveState(message(), lives, now).state).toBe("succeeded");
    expect(deriveState(message({ deadAt: 60_000 }), lives, now).state).toBe("dead");
  });

  it("counts a redrive from just after the death, though it was told after the copy's delivery", () => {
    const dead = message({ deadAt: 60_000, redrivenAt: 70_000 });

    expect(deriveState(dead, [failed(50_000, false)], now).state).toBe("waiting");
    expect(deriveState(dead, [failed(50_000, false), failed(69_990, false)], now).state).toBe("waiting");
    expect(deriveState(dead, [failed(50_000, false), delivery({ receivedAt: 69_990 })], now).state).toBe("in flight");
    expect(deriveState({ ...dead, deadAt: 80_000 }, [failed(50_000, false), failed(75_000, false)], now).state).toBe(
      "dead",
    );
  });

  it("is delayed by a hop until the copy is visible", () => {
    const hopped = message({ dueAt: now + 5000, hoppedAt: 50_001, hopVisibleAt: now + 900 });

    const standing = deriveState(hopped, [delivery({ outcome: "hopped", endedAt: 50_001 })], now);

    expect(standing).toMatchObject({ state: "delayed", visibleAt: now + 900, recheckAt: now + 900 });
  });
});
