import { describe, expect, it } from "vitest";
import { MAX_BATCH_BYTES, MAX_BATCH_EVENTS, type ShippedBatch } from "../shipped.ts";
import { createOutbox, type Outbox } from "./outbox.ts";

const process = { id: "p", service: "test", pid: 1, startedAt: 1 };
const redriven = (messageId: string) => ({ name: "redriven", messageId }) as const;
const read = (outbox: Outbox) => {
  const batch = outbox.batch();
  return batch === undefined ? undefined : (JSON.parse(batch) as ShippedBatch);
};
const sequencesOf = (batch: ShippedBatch | undefined) => batch?.events.map(({ sequence }) => sequence);

describe("the outbox", () => {
  it("gives the same batch until it is shipped, then the next one", () => {
    const outbox = createOutbox(process);
    outbox.add(redriven("a"));

    const first = read(outbox);
    outbox.add(redriven("b"));
    const again = read(outbox);
    outbox.shipped();

    expect(first).toEqual({
      version: 1,
      process,
      dropped: { total: 0, byName: {} },
      events: [{ sequence: 1, at: expect.any(Number), name: "redriven", messageId: "a" }],
    });
    expect(again).toEqual(first);
    expect(sequencesOf(read(outbox))).toEqual([2]);
    outbox.shipped();
    expect(read(outbox)).toBeUndefined();
  });

  it("drops the oldest where it is full, counts it, and leaves a gap in the numbers", () => {
    const outbox = createOutbox(process, { maxEvents: 2 });
    for (const id of ["a", "b", "c", "d"]) outbox.add(redriven(id));
    outbox.lose();

    expect(sequencesOf(read(outbox))).toEqual([3, 4]);
    expect(read(outbox)?.dropped).toEqual({ total: 3, byName: { redriven: 2 } });
  });

  it("is full by weight, too", () => {
    const outbox = createOutbox(process, { maxBytes: 500 });
    for (const id of ["a", "b"]) outbox.add(redriven(id.repeat(300)));

    expect(sequencesOf(read(outbox))).toEqual([2]);
  });

  it("counts what was refused as dropped", () => {
    const outbox = createOutbox(process);
    outbox.add(redriven("a"));
    read(outbox);

    outbox.refused();
    outbox.add(redriven("b"));

    expect(read(outbox)).toMatchObject({
      dropped: { total: 1, byName: { redriven: 1 } },
      events: [{ messageId: "b" }],
    });
  });

  it("keeps batches within what a receiver takes", () => {
    const outbox = createOutbox(process);
    for (let index = 0; index < 1200; index += 1) outbox.add(redriven("x".repeat(6000)));

    let events = 0;
    for (let batch = outbox.batch(); batch !== undefined; batch = outbox.batch()) {
      expect(Buffer.byteLength(batch)).toBeLessThanOrEqual(MAX_BATCH_BYTES);
      const { length } = (JSON.parse(batch) as ShippedBatch).events;
      expect(length).toBeLessThanOrEqual(MAX_BATCH_EVENTS);
      events += length;
      outbox.shipped();
    }
    expect(events).toBe(1200);
  });
});
