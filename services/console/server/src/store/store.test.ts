import { spawnSync } from "node:child_process";
import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { bodyOf, createShipper, deliveryOf, type Told } from "../../test/shipper.ts";
import { makeFolder } from "../../test/start-console.ts";
import { listMessages } from "../queries/list-messages.ts";
import { openStore, type Store, type StoreOptions } from "./store.ts";

const limits = { maxMessages: 1000, maxBytes: 64 * 1024 * 1024 };

function open(options: Partial<StoreOptions> = {}) {
  const store = openStore({ file: ":memory:", ...limits, ...options });
  return Object.assign(store, { [Symbol.dispose]: () => store.close() });
}

const accepted = (messageId: string, facts: Partial<Extract<Told, { name: "accepted" }>> = {}): Told => ({
  name: "accepted",
  messageId,
  traceId: "f".repeat(32),
  at: 1000,
  mode: "queued",
  type: "order:new",
  bytes: 100,
  body: bodyOf("order:new", { messageId }),
  attributes: {},
  ...facts,
});

function tell(store: Store, events: readonly Told[], shipper = createShipper("worker")): void {
  const before = shipper.count;
  for (const event of events) shipper.tell(event);
  const { process, events: batch } = shipper.batch(before, shipper.count);
  store.apply(process, batch);
}

function search(store: Store, text: string): string[] {
  return listMessages(store, { text }).messages.map(({ messageId }) => messageId);
}

const tallied = (store: Store) => listMessages(store, {}).total;
const counted = (store: Store, table: string) =>
  Number(store.database.prepare(`SELECT count(*) AS n FROM ${table}`).get()?.n);

describe("the store", () => {
  it("keeps the newest messages up to its limit, with nothing left of the others, and goes on counting", () => {
    using store = open({ maxMessages: 120 });
    const events = Array.from({ length: 500 }, (_, index) => [
      accepted(`m-${index}`),
      { name: "logged", messageId: `m-${index}`, at: 1001, level: "info", text: "line" } as const,
      {
        name: "received",
        traceId: "f".repeat(32),
        ...deliveryOf(`m-${index}`, 1),
        at: 1001,
        sentAt: 1000,
        queueAgeMs: 1,
        queueArn: "",
        body: bodyOf("x", 1),
        attributes: {},
      } as const,
    ]);

    tell(store, events.flat());
    while (store.evict());

    expect(tallied(store)).toBe(120);
    for (const table of ["messages", "deliveries", "logs"]) expect(counted(store, table)).toBe(120);
    expect(counted(store, "events")).toBe(240);
    expect(search(store, "m-1")).toEqual([]);
    expect(search(store, "m 499")).toEqual(["m-499"]);
    expect(store.evicted).toBe(380);
    expect(store.database.prepare("SELECT seen FROM seen_types").get()?.seen).toBe(500);
  });

  it("keeps within its bytes", () => {
    const maxBytes = 1024 * 1024;
    using store = open({ maxBytes });
    const text = JSON.stringify({ type: "t", payload: "word ".repeat(1000) });

    for (let index = 0; index < 300; index++) {
      const words = text.replaceAll("word", () => Math.random().toString(36).slice(2, 6));
      const body = { text: words, bytes: words.length, cut: false, masked: [] };
      tell(store, [accepted(`m-${index}`, { body })]);
      while (store.evict());
    }

    expect(store.usedBytes()).toBeLessThanOrEqual(maxBytes + 256 * 1024);
    expect(tallied(store)).toBe(counted(store, "messages"));
    expect(tallied(store)).toBeGreaterThan(20);
  });

  it("is as it was after its process ends, and knows what each shipper has told", () => {
    using place = makeFolder();
    const file = join(place.folder, "console.db");
    const shipper = createShipper("api");
    {
      using store = open({ file });
      tell(store, [accepted("m-1"), accepted("m-2")], shipper);
    }

    using store = open({ file });
    const { process, events } = shipper.batch(0, 2);

    expect(store.apply(process, events)).toBe(0);
    expect(listMessages(store, {}).messages.map(({ messageId }) => messageId)).toEqual(["m-2", "m-1"]);
    expect(store.change).toBe(2);
  });

  it("loses nothing that was stored when its process is killed, and is free at once", () => {
    using place = makeFolder();
    const file = join(place.folder, "console.db");
    const script = `
      import { openStore } from ${JSON.stringify(join(import.meta.dirname, "store.ts"))};
      const store = openStore({ file: ${JSON.stringify(file)}, maxMessages: 1000, maxBytes: 1e9 });
      const event = ${JSON.stringify({ ...accepted("m-1"), sequence: 1 })};
      store.apply({ id: "p", service: "api", pid: 1, startedAt: 1 }, [event]);
      process.kill(process.pid, "SIGKILL");
      await new Promise(() => {});`;

    const { signal } = spawnSync(process.execPath, ["--conditions=source", "--input-type=module", "-e", script]);

    expect(signal).toBe("SIGKILL");
    using store = open({ file });
    expect(tallied(store)).toBe(1);
  });

  it("refuses a second console on its file, naming the file and the remedy", () => {
    using place = makeFolder();
    const file = join(place.folder, "console.db");
    using _first = open({ file });
    const script = `
      import { openStore } from ${JSON.stringify(join(import.meta.dirname, "store.ts"))};
      try { openStore({ file: ${JSON.stringify(file)}, maxMessages: 1000, maxBytes: 1e9 }); }
      catch (error) { console.log(error.code, error.message); }`;

    const { stdout } = spawnSync(process.execPath, ["--conditions=source", "--input-type=module", "-e", script]);

    expect(String(stdout)).toMatch(/^STORE_IN_USE .*console\.db.*LETSGO_CONSOLE_DATA_DIR/);
  });

  it("sets a broken file aside and begins anew", () => {
    using place = makeFolder();
    const file = join(place.folder, "console.db");
    writeFileSync(file, "this is no database, however long it may be. ".repeat(200));

    using store = open({ file });

    expect(store.setAside).toBe(`${file}.broken`);
    expect(tallied(store)).toBe(0);
  });

  it("applies all of a transaction or nothing", () => {
    using store = open();
    const bad = {
      ...accepted("m-2"),
      attributes: {
        toJSON: () => {
          throw new Error("broken");
        },
      },
    } as never;

    expect(() => tell(store, [accepted("m-1"), bad])).toThrow("broken");

    expect([tallied(store), counted(store, "events"), store.change]).toEqual([0, 0, 0]);
    tell(store, [accepted("m-1")]);
    expect([tallied(store), store.change]).toEqual([1, 1]);
  });

  it("sees a delay pass", () => {
    let now = 1000;
    using store = open({ now: () => now });
    tell(store, [accepted("m-1", { dueAt: 5000, delaySeconds: 4 })]);
    const stateOf = () => listMessages(store, {}).messages[0]?.state;

    expect([store.recheck(), stateOf()]).toEqual([0, "delayed"]);
    now = 5000;
    expect([store.recheck(), stateOf()]).toEqual([1, "waiting"]);
  });

  it("finds words of body, id, trace and error, whatever is typed", () => {
    using store = open();
    const traceId = "0af7651916cd43dd8448eb211c80319c";
    tell(store, [
      accepted("m-1", { traceId }),
      {
        name: "failed",
        ...deliveryOf("m-2", 1),
        at: 1001,
        error: { name: "TypeError", message: "kaputt", cause: { name: "E", message: "wurzel" } },
        willRetry: true,
      },
    ]);

    expect(search(store, "order new")).toEqual(["m-1"]);
    expect(search(store, traceId)).toEqual(["m-1"]);
    expect(search(store, "TypeError kap")).toEqual(["m-2"]);
    expect(search(store, "wurzel")).toEqual(["m-2"]);
    for (const typed of ['"', "body:order", "a OR b", "NEAR(", "*", "-- ;", "order) OR (new", "NOT order"]) {
      expect(() => search(store, typed)).not.toThrow();
    }
    expect(search(store, "body:order")).toEqual([]);
    expect(search(store, "order OR zebra")).toEqual([]);
  });

  it("takes in change after change of the same messages, and evicts them, whatever the text index notes", () => {
    using store = open({ maxMessages: 100 });
    const shipper = createShipper("worker");
    const failed = (messageId: string, attempt: number): Told => ({
      name: "failed",
      ...deliveryOf(messageId, attempt),
      at: 1000 + attempt,
      type: "order:new",
      error: { name: "Error", message: `attempt${attempt}` },
      willRetry: true,
    });
    tell(
      store,
      Array.from({ length: 120 }, (_, index) => accepted(`m-${index}`)),
      shipper,
    );

    for (let round = 1; round <= 200; round++) tell(store, [failed(`m-${(round * 7) % 120}`, round)], shipper);
    expect(search(store, "attempt200")).toEqual(["m-80"]);
    while (store.evict());
    tell(store, [failed("m-119", 201)], shipper);

    expect(search(store, "attempt201")).toEqual(["m-119"]);
  });

  it("keeps a bounded part of what one message tells, and counts the rest", () => {
    using store = open();
    const line = (index: number) =>
      ({ name: "logged", messageId: "m-1", at: index, level: "info", text: "x" }) as const;

    tell(
      store,
      Array.from({ length: 700 }, (_, index) => line(index)),
    );

    expect(counted(store, "logs")).toBe(500);
    expect(store.database.prepare("SELECT omitted FROM messages").get()?.omitted).toBe(200);
  });
});
