import { describe, expect, it } from "vitest";
import { createShipper, deliveryOf, type Told } from "../../test/shipper.ts";
import { openStore } from "./store.ts";

function open() {
  const store = openStore({ file: ":memory:", maxMessages: 1000, maxBytes: 1e9 });
  return Object.assign(store, { [Symbol.dispose]: () => store.close() });
}

function tell(store: ReturnType<typeof open>, shipper: ReturnType<typeof createShipper>, ...events: Told[]): void {
  const before = shipper.count;
  for (const event of events) shipper.tell(event);
  const { process, events: batch } = shipper.batch(before, shipper.count);
  store.apply(process, batch);
}

const failed = (at: number, message = "connect ECONNREFUSED 127.0.0.1:4566", code = "ECONNREFUSED"): Told => ({
  name: "poll-failed",
  at,
  text: "The queue cannot be polled.",
  error: { name: "Error", message, code },
});
const unknownType = (at: number, type: string): Told => ({ name: "unknown-type", at, text: `No schema for ${type}.` });
/** When a test's shippers say that they were started. */
const STARTED_AT = createShipper("worker").batch(0, 0).process.startedAt;

describe("what services tell that is about no message", () => {
  it("is an outage until its service polls again, and the same one when it comes back", () => {
    using store = open();
    const worker = createShipper("worker");

    tell(store, worker, failed(1000), { name: "poll-recovered", at: 2000, text: "The queue is polled again." });
    tell(store, worker, failed(5000));

    const outage = { service: "worker", kind: "outage", error: "connect ECONNREFUSED 127.0.0.1:4566" };
    expect(store.notices.list()).toEqual([
      { ...outage, text: "The queue cannot be polled.", since: 5000, lastAt: 5000, times: 2, endedAt: null },
    ]);
    tell(store, worker, { name: "poll-recovered", at: 6000, text: "The queue is polled again." });
    expect(store.notices.list()).toMatchObject([{ ...outage, since: 5000, times: 2, endedAt: 6000 }]);
  });

  it("is over when the service receives, or is another process that has told nothing of it", () => {
    using store = open();
    const worker = createShipper("worker");
    tell(store, worker, failed(1000));
    tell(store, createShipper("api"), unknownType(1001, "a"));
    expect(store.notices.list()).toMatchObject([{ kind: "outage", endedAt: null }, { service: "api" }]);

    const received = { traceId: "f".repeat(32), sentAt: 1, queueAgeMs: 1, queueArn: "", attributes: {} };
    const body = { text: "{}", bytes: 2, cut: false, masked: [] };
    tell(store, worker, { name: "received", ...deliveryOf("m-1", 1), at: 1500, ...received, body });
    expect(store.notices.list()).toContainEqual(expect.objectContaining({ kind: "outage", endedAt: 1500 }));

    tell(store, worker, failed(1600));
    tell(store, createShipper("worker"), unknownType(STARTED_AT + 1, "b"));
    expect(store.notices.list()).toContainEqual(expect.objectContaining({ kind: "outage", endedAt: STARTED_AT }));
    tell(store, createShipper("worker"), failed(STARTED_AT + 5));
    expect(store.notices.list()[0]).toMatchObject({ kind: "outage", endedAt: null, since: STARTED_AT + 5, times: 3 });
  });

  it("is kept of each kind by the latest few, so that none pushes out another, and counted where it is alike", () => {
    using store = open();
    const api = createShipper("api");

    tell(store, api, { name: "queue-created", at: 1, text: "Queue q was created." });
    for (let n = 0; n < 50; n++) tell(store, api, unknownType(100 + n, `t-${n}`), unknownType(100 + n, "again"));

    const texts = store.notices.list().map(({ text, times }) => `${text} ${times}`);
    const latest = [49, 48, 47, 46].map((n) => `No schema for t-${n}. 1`);
    expect(texts.toSorted()).toEqual([...latest, "No schema for again. 50", "Queue q was created. 1"].toSorted());
  });

  it("has a bound however many services tell, and however long it is", () => {
    using store = open();

    for (let n = 0; n < 150; n++) tell(store, createShipper(`s-${n}`), failed(n, "x".repeat(5000), "E"));

    const kept = store.database.prepare("SELECT count(*) AS n, max(length(error)) AS longest FROM notices").get();
    expect(kept).toEqual({ n: 100, longest: 1000 });
    expect(store.notices.list()).toHaveLength(20);
  });

  it("says by its code what an error without words was", () => {
    using store = open();

    tell(store, createShipper("worker"), failed(1, "", "ECONNREFUSED"));

    expect(store.notices.list()).toMatchObject([{ error: "ECONNREFUSED" }]);
  });
});
