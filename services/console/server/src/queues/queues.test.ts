import { createSecrets, createShown } from "@letsgo/activity";
import { createProducer } from "@letsgo/queue";
import { purgeQueue } from "@letsgo/queue/admin";
import { describe, expect, it } from "vitest";
import { createShipper, deliveryOf, type Told } from "../../test/shipper.ts";
import { startQueues } from "../../test/start-queues.ts";
import { openStore, type Store } from "../store/store.ts";
import { lookForDeadLetters } from "./look-for-dead-letters.ts";
import { lookForLost } from "./look-for-lost.ts";

const shown = createShown(createSecrets());
const order = { orderId: "1", customerId: "2" };
const some = { waiting: 1, inFlight: 0, delayed: 0 };
const none = { waiting: 0, inFlight: 0, delayed: 0 };

function open() {
  const store = openStore({ file: ":memory:", maxMessages: 1000, maxBytes: 1e9 });
  return Object.assign(store, { [Symbol.dispose]: () => store.close() });
}

function tell(store: Store, events: readonly Told[]): void {
  const shipper = createShipper("worker");
  for (const event of events) shipper.tell(event);
  const { process, events: all } = shipper.batch(0, shipper.count);
  store.apply(process, all);
}

const lastFailure = (messageId: string, at: number): Told[] => {
  const own = deliveryOf(messageId, 3);
  return [
    { name: "failed", ...own, at, error: { name: "Error", message: "broken" }, willRetry: false },
    { name: "returned", ...own, at, reason: "reported", visibleAt: at + 1000 },
  ];
};

const rowOf = (store: Store, id: string) =>
  store.database.prepare("SELECT state, note, type, mode FROM messages WHERE id = ?").get(id);

describe("dead letters", () => {
  it("are those that are seen, and no longer so once they are gone; unknown ones are taken in", async () => {
    await using queues = await startQueues();
    const { settings } = queues;
    using store = open();
    const [id = "", foreign = ""] = await queues.bury([{ ...order, password: "hunter2" }, order]);
    tell(store, lastFailure(id, 1000));
    expect(rowOf(store, id)).toMatchObject({ state: "failed", note: "will be dead-lettered" });

    const looked = await lookForDeadLetters({ settings, store, shown, dlqDepths: { ...some, waiting: 2 }, at: 5000 });

    expect(looked.canPeek).toBe(true);
    expect(rowOf(store, id)).toMatchObject({ state: "dead", note: null });
    expect(rowOf(store, foreign)).toMatchObject({ state: "dead", type: "order:new", mode: "queued" });
    expect(JSON.stringify(store.database.prepare("SELECT body FROM messages").all())).not.toContain("hunter2");

    await purgeQueue(queues.client, queues.dlqUrl);
    await lookForDeadLetters({ settings, store, shown, dlqDepths: none, at: 6000 });
    expect(rowOf(store, id)).toMatchObject({ state: "deleted", note: "gone from the dead-letter queue" });
  });

  it("that are received again were redriven, whoever did it and however soon", async () => {
    await using queues = await startQueues();
    using store = open();
    const [id = ""] = await queues.bury([order]);
    tell(store, lastFailure(id, 1000));
    await lookForDeadLetters({ settings: queues.settings, store, shown, dlqDepths: some, at: 5000 });

    const own = deliveryOf(id, 1);
    const body = { text: "{}", bytes: 2, cut: false, masked: [] };
    const queue = { queueArn: "arn:q", queueAgeMs: 1, sentAt: 5500, traceId: "0".repeat(32) };
    tell(store, [
      { ...own, name: "received", at: 6000, ...queue, body, attributes: {} },
      { ...own, name: "succeeded", at: 6001 },
      { name: "redriven", messageId: id, at: 6002 },
    ]);

    const told = store.database.prepare("SELECT what FROM events ORDER BY at, id").all();
    expect(told.map(({ what }) => what).slice(-4)).toEqual(["moved to DLQ", "redriven", "received", "succeeded"]);
    expect(rowOf(store, id)).toMatchObject({ state: "succeeded" });
  });

  it("are inferred where the endpoint shows no queue, once their last delivery is over", async () => {
    await using queues = await startQueues();
    const settings = { ...queues.settings, emulator: false };
    using store = open();
    tell(store, lastFailure("m-1", 1000));
    const look = (at: number) => lookForDeadLetters({ settings, store, shown, dlqDepths: none, at });

    const early = await look(1999);
    expect(early).toMatchObject({ canPeek: false, note: expect.stringContaining("inferred") });
    expect(rowOf(store, "m-1")).toMatchObject({ state: "failed" });

    await look(2000);
    expect(rowOf(store, "m-1")).toMatchObject({ state: "dead", note: "inferred" });
  });
});

describe("messages that the queue has lost", () => {
  it("are told to be gone after a while, unless they lie there, or more is heard of them", async () => {
    await using queues = await startQueues();
    const { settings } = queues;
    using store = open();
    const producer = createProducer({ settings, client: queues.client });
    const { messageId } = await producer.enqueue({ type: "order:new", payload: order });
    await producer.close();
    const accepted = (id: string): Told => ({
      name: "accepted",
      messageId: id,
      traceId: "f".repeat(32),
      at: 1000,
      mode: "queued",
      type: "order:new",
      bytes: 1,
      body: shown.body("{}"),
      attributes: {},
    });
    tell(store, [
      accepted(messageId),
      accepted("lost"),
      accepted("late"),
      { ...accepted("direct"), mode: "direct" } as Told,
      accepted("dying"),
    ]);
    tell(store, lastFailure("dying", 2000));

    await lookForLost({ settings, store, depths: some, at: 15_000 });
    expect(rowOf(store, "lost")).toMatchObject({ state: "waiting" });
    await lookForLost({ settings, store, depths: some, at: 20_000 });
    tell(store, lastFailure("late", 1500));

    expect(rowOf(store, messageId)).toMatchObject({ state: "waiting" });
    expect(rowOf(store, "lost")).toMatchObject({ state: "deleted", note: "gone from the queue" });
    expect(rowOf(store, "dying")).toMatchObject({ state: "deleted", note: "gone from the queue" });
    expect(rowOf(store, "direct")).toMatchObject({ state: "waiting" });
    tell(store, [accepted("untold")]);
    const { process } = createShipper("worker").batch(0, 0);
    store.losses.take(process, { events: 3, from: 500, to: 2_000 });
    await lookForLost({ settings, store, depths: some, at: 20_000 });
    expect(rowOf(store, "untold")).toMatchObject({ note: expect.stringContaining("it may have been handled") });
    expect(rowOf(store, "late")).toMatchObject({ state: "failed" });
  });
});
