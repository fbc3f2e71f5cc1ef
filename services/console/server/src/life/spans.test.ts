import type { MessageDetail, Span } from "@letsgo/console-api";
import { describe, expect, it } from "vitest";
import { bodyOf, createShipper, deliveryOf, type Told } from "../../test/shipper.ts";
import { messageDetail } from "../queries/message-detail.ts";
import { openStore } from "../store/store.ts";
import type { Work, Workbench } from "../store/workbench.ts";

const seen = { traceId: "f".repeat(32), queueArn: "arn:q", queueAgeMs: 0, body: bodyOf("t", 1), attributes: {} };
const accepted = (at: number, facts: object = {}): Told =>
  ({ ...seen, name: "accepted", messageId: "m", at, mode: "queued", type: "t", bytes: 9, ...facts }) as Told;

/** Received, called 40 ms later (its payload is fetched meanwhile), ended after 100 ms more. */
function attempt(number: number, at: number, end: "succeeded" | "failed" | undefined, facts: object = {}): Told[] {
  const own = { ...deliveryOf("m", number), type: "t" };
  const received = { ...seen, ...own, name: "received", at, sentAt: at, visibleAt: at + 1_000, ...facts } as Told;
  const started = { ...own, name: "started", at: at + 40 } as Told;
  const failed = { name: "failed", error: { name: "E", message: "" }, willRetry: number < 3 };
  const ended = {
    ...own,
    at: at + 140,
    durationMs: 140,
    ...(end === "failed" ? failed : { name: "succeeded" }),
  } as Told;
  return [received, started, ...(end ? [ended] : [])];
}

/** What the console shows of a message of which this was told, and then this was done. */
function shownOf(events: readonly Told[], now: number, amend?: (work: Work, bench: Workbench) => void): MessageDetail {
  const store = openStore({ file: ":memory:", maxMessages: 10, maxBytes: 1e9, now: () => now });
  const shipper = createShipper("worker");
  for (const event of events) shipper.tell(event);
  const { process, events: all } = shipper.batch(0, shipper.count);
  store.apply(process, all);
  if (amend) store.amend(["m"], amend);
  const detail = messageDetail(store, "m");
  store.close();
  if (!detail) throw new Error("Expected the message to be kept");
  return detail;
}

const shortOf = (spans: readonly Span[]) => spans.map(({ kind, from, to }) => [kind, from, to]);

const toDlq =
  (at: number) =>
  (work: Work, bench: Workbench): void => {
    work.row.deadAt = at;
    bench.tell(work, { at, what: "moved to DLQ", service: "console" });
  };

/** Without gaps, and so in all what passed from the first sight to the end. */
function expectWhole({ spans, acceptedAt }: MessageDetail): void {
  expect(spans[0]?.from).toBe(acceptedAt);
  for (const [index, span] of spans.entries()) expect(span.from).toBe(index === 0 ? acceptedAt : spans[index - 1]?.to);
}

describe("where a message's time went", () => {
  it("is told alike by list, bar, attempts and timeline", () => {
    const life = shownOf([accepted(1_000), ...attempt(1, 1_300, "succeeded", { sentAt: 1_000 })], 9_000);

    expect(shortOf(life.spans)).toEqual([
      ["waiting", 1_000, 1_300],
      ["in flight", 1_300, 1_340],
      ["handler", 1_340, 1_440],
    ]);
    expect([life.queueWaitMs, life.handlerMs, life.deliveries[0]?.handlerMs]).toEqual([300, 100, 100]);
    expect(life.timeline.at(-1)).toMatchObject({ what: "succeeded", facts: { handlerMs: 100 } });
    expectWhole(life);
  });

  it("begins when it was accepted, as the timeline does, whenever it was sent; a foreign one's when that was", () => {
    const stored = { name: "payload-stored", messageId: "m", at: 900, key: "m.json" } as const;
    const events = attempt(1, 1_300, "succeeded", { sentAt: 995 });
    const late = shownOf([...events, stored, accepted(1_000)], 9_000);
    const foreign = shownOf(events, 9_000);

    expect([late.acceptedAt, late.queueWaitMs, late.spans[0]?.from]).toEqual([1_000, 300, 1_000]);
    expect([foreign.acceptedAt, foreign.queueWaitMs, foreign.spans[0]?.from]).toEqual([995, 305, 995]);
    expect(foreign.timeline.slice(0, 2)).toMatchObject([
      { at: 995, what: "sent", service: "elsewhere", sincePreviousMs: null },
      { what: "received", sincePreviousMs: 305 },
    ]);
  });

  it("leaves a delay, its hops too, out of the wait, and begins when a foreign message was sent", () => {
    const hop: Told[] = [
      ...attempt(1, 2_000, undefined).slice(0, 1),
      { name: "hop", messageId: "m", traceId: seen.traceId, at: 2_005, dueAt: 5_000, delaySeconds: 3 },
      { name: "hopped", ...deliveryOf("m", 1), at: 2_010 },
    ];
    const copy = attempt(2, 5_200, "succeeded").map((event) => ({ ...event, deliveryId: "copy" }) as Told);
    const delayed = shownOf([accepted(1_000, { dueAt: 5_000 }), ...hop, ...copy], 9_000);
    const foreign = shownOf(attempt(1, 1_300, "succeeded", { sentAt: 1_000 }), 9_000);

    expect(shortOf(delayed.spans).map(([kind]) => kind)).toEqual([
      "delayed",
      "in flight",
      "delayed",
      "waiting",
      "in flight",
      "handler",
    ]);
    expect(delayed.queueWaitMs).toBe(195); // the hop is observed from when it was told: 2,005 + 3,000
    expect(foreign).toMatchObject({ acceptedAt: 1_000, queueWaitMs: 300 });
    for (const each of [delayed, foreign]) expectWhole(each);
  });

  it("is of its own in the dead-letter queue, each time, and lasts while it lies there", () => {
    const failures = [1, 2, 3].flatMap((n) => attempt(n, n * 2_000, "failed"));
    const first = shownOf([accepted(1_900), ...failures], 20_000, toDlq(8_000));
    const twice = shownOf([accepted(1_900), ...failures], 20_000, (work, bench) => {
      toDlq(8_000)(work, bench);
      bench.tell(work, { at: 9_500, what: "redriven", service: "console" });
      toDlq(12_000)(work, bench);
    });

    expect(shortOf(first.spans).slice(-2)).toEqual([
      ["waiting", 6_140, 8_000],
      ["dead-letter queue", 8_000, null],
    ]);
    expect(shortOf(twice.spans).slice(-4)).toEqual([
      ["waiting", 6_140, 8_000],
      ["dead-letter queue", 8_000, 9_500],
      ["waiting", 9_500, 12_000],
      ["dead-letter queue", 12_000, null],
    ]);
    for (const each of [first, twice]) expectWhole(each);
  });

  it("lasts while the last failure waits to be dead-lettered, and ends where it is deleted", () => {
    const failures = [1, 2, 3].flatMap((n) => attempt(n, n * 2_000, "failed"));
    const awaited = shownOf([accepted(1_900), ...failures], 20_000);
    const purged = shownOf([accepted(1_900), ...failures], 20_000, (work, bench) => {
      toDlq(8_000)(work, bench);
      work.row.removedAt = 9_000;
      work.row.removedNote = "purged";
      bench.tell(work, { at: 9_000, what: "purged", service: "console" });
    });

    expect(shortOf(awaited.spans).at(-1)).toEqual(["waiting", 6_140, null]);
    expect(shortOf(purged.spans).at(-1)).toEqual(["dead-letter queue", 8_000, 9_000]);
    for (const each of [awaited, purged]) expectWhole(each);
  });

  it("is nobody's twice where a worker was lost in the midst of its handler", () => {
    const lost = shownOf([accepted(1_000), ...attempt(1, 1_300, undefined, { sentAt: 1_000 })], 60_000);
    const taken = [accepted(1_000), ...attempt(1, 1_300, undefined), ...attempt(2, 9_000, "succeeded")];

    expect(shortOf(lost.spans).slice(-2)).toEqual([
      ["handler", 1_340, 2_300],
      ["waiting", 2_300, null],
    ]);
    expect(lost.deliveries.map(({ outcome }) => outcome)).toEqual(["lost"]);
    for (const each of [lost, shownOf(taken, 60_000)]) expectWhole(each);
  });
});
