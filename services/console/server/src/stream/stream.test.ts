import type { MessageSummary, Redrive, StreamEvents } from "@letsgo/console-api";
import { describe, expect, it, vi } from "vitest";
import { bodyOf, createShipper } from "../../test/shipper.ts";
import { makeFolder, type RunningConsole, startConsole } from "../../test/start-console.ts";
import { startQueues } from "../../test/start-queues.ts";

interface Frame {
  readonly id: string | undefined;
  readonly event: string;
  readonly data: unknown;
}

/** Listens as a browser does. */
async function listen(console: RunningConsole, lastEventId?: string) {
  const ending = new AbortController();
  const headers = lastEventId === undefined ? undefined : { "last-event-id": lastEventId };
  const response = await fetch(`${console.url}/v1/stream`, { signal: ending.signal, ...(headers && { headers }) });
  const reader = response.body?.pipeThrough(new TextDecoderStream()).getReader();
  const frames: Frame[] = [];
  let rest = "";
  return {
    response,
    /** The next frame of this name. */
    async next<N extends keyof StreamEvents>(name: N): Promise<{ id: string | undefined; data: StreamEvents[N] }> {
      for (;;) {
        const index = frames.findIndex(({ event }) => event === name);
        const [found] = index < 0 ? [] : frames.splice(index, 1);
        if (found) return found as never;
        const { value, done } = (await reader?.read()) ?? { done: true };
        if (done) throw new Error(`The stream has ended before ${name}`);
        const parts = (rest + value).split("\n\n");
        rest = parts.pop() ?? "";
        frames.push(...parts.filter((part) => part.includes("event: ")).map(toFrame));
      }
    },
    [Symbol.dispose]: () => ending.abort(),
  };
}

function toFrame(text: string): Frame {
  const fields = new Map(
    text.split("\n").map((line) => [line.split(": ", 1)[0] ?? "", line.slice(line.indexOf(": ") + 2)]),
  );
  return { id: fields.get("id"), event: fields.get("event") ?? "", data: JSON.parse(fields.get("data") ?? "null") };
}

async function accept(console: RunningConsole, messageIds: readonly string[]): Promise<void> {
  const shipper = createShipper("api");
  for (const messageId of messageIds) {
    shipper.tell({
      name: "accepted",
      traceId: "f".repeat(32),
      at: 1,
      mode: "queued",
      bytes: 1,
      attributes: {},
      messageId,
      type: "t",
      body: bodyOf("t", 1),
    });
  }
  for (let from = 0; from < shipper.count; from += 500) {
    await console.post("/v1/events", shipper.batch(from, Math.min(from + 500, shipper.count)));
  }
}

const idsOf = ({ messages }: { messages: MessageSummary[] }) => messages.map(({ messageId }) => messageId);

describe("the stream", () => {
  it("tells new messages as they come, with an id to resume from", async () => {
    using place = makeFolder();
    await using console = await startConsole(place.folder);
    await accept(console, ["before"]);
    using stream = await listen(console);
    const first = await stream.next("messages");

    await accept(console, ["m-1", "m-2"]);
    const told = await stream.next("messages");

    expect(stream.response.headers.get("content-type")).toContain("text/event-stream");
    expect(first).toMatchObject({ id: `${console.store.id}.1`, data: { messages: [] } });
    expect(idsOf(told.data)).toEqual(["m-1", "m-2"]);
    expect(told.id).toBe(`${console.store.id}.3`);
    expect([first.data.states.waiting, told.data.states.waiting]).toEqual([1, 3]);
  });

  it("resumes where a browser left off, also with a restarted server", async () => {
    using place = makeFolder();
    let lastEventId = "";
    {
      await using console = await startConsole(place.folder);
      using stream = await listen(console);
      lastEventId = (await stream.next("messages")).id ?? "";
      await accept(console, ["m-1", "m-2"]);
    }

    await using console = await startConsole(place.folder);
    await accept(console, ["m-3"]);
    using stream = await listen(console, lastEventId);

    expect(idsOf((await stream.next("messages")).data)).toEqual(["m-1", "m-2", "m-3"]);
  });

  it.each(["other.0", "other.1", "nonsense", "", "0.-1"])(
    "tells a browser that was elsewhere (%j) to ask anew",
    async (id) => {
      using place = makeFolder();
      await using console = await startConsole(place.folder);
      const lastEventId = id === "" ? `${console.store.id}.999` : id;

      using stream = await listen(console, lastEventId);

      expect((await stream.next("resync")).id).toBe(`${console.store.id}.0`);
    },
  );

  it("tells one that slept too long to ask anew, and goes on from there", async () => {
    using place = makeFolder();
    await using console = await startConsole(place.folder);
    await accept(
      console,
      Array.from({ length: 5100 }, (_, index) => `m-${index}`),
    );
    using stream = await listen(console, `${console.store.id}.0`);

    await stream.next("resync");
    await accept(console, ["new"]);
    let last: MessageSummary[] = [];
    while (last.at(-1)?.messageId !== "new") last = (await stream.next("messages")).data.messages;

    expect(idsOf({ messages: last })).toEqual(["new"]);
  });

  it("tells a new browser the queues and the status as they were last", async () => {
    using place = makeFolder();
    await using console = await startConsole(place.folder);
    using stream = await listen(console);

    expect((await stream.next("queues")).data).toMatchObject({
      main: { role: "main", counts: null },
      polling: "nobody",
    });
    expect((await stream.next("status")).data).toMatchObject({ mode: { value: "queued" } });
  });

  it("tells the status on, however long the file's upkeep takes", async () => {
    using place = makeFolder();
    await using console = await startConsole(place.folder);
    const recheck = vi.spyOn(console.store, "recheck").mockReturnValue(1);
    using _endless = { [Symbol.dispose]: () => recheck.mockRestore() };
    await vi.waitFor(() => expect(recheck).toHaveBeenCalled(), 30_000);
    using stream = await listen(console);
    await accept(console, ["m-1"]);

    let waiting = 0;
    while (waiting < 1) waiting = (await stream.next("status")).data.states.waiting;

    expect(waiting).toBe(1);
  });

  it("tells a new browser the status as it is, not as it was told last", async () => {
    using place = makeFolder();
    await using console = await startConsole(place.folder);
    {
      using last = await listen(console);
      expect((await last.next("status")).data.states.waiting).toBe(0);
    }
    await accept(console, ["m-1"]);

    using stream = await listen(console);

    expect((await stream.next("status")).data.states.waiting).toBe(1);
  });

  it("tells a new browser of the redrive that is under way, before it gets on", async () => {
    using place = makeFolder();
    // A move task gets no further than its first thousand while the clock stands still.
    await using queues = await startQueues({}, "manual");
    await using console = await startConsole(place.folder, queues.environment);
    await queues.bury(Array.from({ length: 1002 }, (_, index) => ({ orderId: `${index}`, customerId: "c" })));
    const begun = (await (await console.post("/v1/redrives", {})).json()) as Redrive;
    await vi.waitFor(async () => {
      expect((await console.get<Redrive>(`/v1/redrives/${begun.redriveId}`)).moved).toBe(1000);
    }, 30_000);

    using stream = await listen(console);

    const { data } = await stream.next("redrive");
    expect(data).toMatchObject({ redriveId: begun.redriveId, state: "running", moved: 1000, total: 1002 });
    await fetch(`${console.url}/v1/redrives/${begun.redriveId}`, { method: "DELETE" });
    expect((await stream.next("redrive")).data).toMatchObject({ state: "cancelled", moved: 1000 });
  });
});
