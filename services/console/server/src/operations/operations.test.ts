import { readFileSync } from "node:fs";
import { join } from "node:path";
import { shipActivity } from "@letsgo/activity";
import type {
  LiveChanged,
  MessageDetail,
  MessagesPage,
  Peeked,
  Purged,
  QueuesAnswer,
  Redrive,
  Sent,
  Status,
} from "@letsgo/console-api";
import { createLogger } from "@letsgo/logger";
import { queueDepths } from "@letsgo/queue/admin";
import { describe, expect, it, vi } from "vitest";
import { makeFolder, type RunningConsole, startConsole } from "../../test/start-console.ts";
import { startQueues } from "../../test/start-queues.ts";

/** A console that tells itself what it sends, as the running one does, beside a real queue. */
async function startStack(environment: Record<string, string> = {}, clock: "real" | "manual" = "real") {
  const place = makeFolder();
  const queues = await startQueues(environment, clock);
  const console = await startConsole(place.folder, queues.environment);
  const stopShipping = shipActivity({
    settings: { consoleUrl: console.url, maskedNames: [] },
    service: "console",
    logger: createLogger({ service: "test", destination: { write: () => {} } }),
    maxReceiveCount: 3,
  });
  return {
    place,
    queues,
    console,
    async [Symbol.asyncDispose]() {
      await stopShipping();
      await console[Symbol.asyncDispose]();
      await queues[Symbol.asyncDispose]();
      place[Symbol.dispose]();
    },
  };
}

const order = { orderId: "1", customerId: "2" };
const within = { timeout: 10_000, interval: 50 };
const json = async <T>(answer: Promise<Response>): Promise<T> => (await (await answer).json()) as T;
const detailOf = (console: RunningConsole, id: string) => console.get<MessageDetail>(`/v1/messages/${id}`);

describe("operating the queues", () => {
  it("sends a typed message with delay and attributes, several at once, and sees them", async () => {
    await using stack = await startStack();
    const { console, queues } = stack;
    const request = { type: "order:new", payload: order, delaySeconds: 60, attributes: { tenant: "t" }, count: 12 };

    const answer = await console.post("/v1/messages", request);

    expect(answer.status).toBe(201);
    const { messageIds, failed, mode } = (await answer.json()) as Sent;
    expect([messageIds.length, failed, mode]).toEqual([12, [], "queued"]);
    expect(await queueDepths(queues.client, queues.settings)).toMatchObject({ delayed: 12, waiting: 0 });
    await vi.waitFor(async () => {
      const detail = await detailOf(console, messageIds[0] ?? "");
      expect(detail).toMatchObject({ state: "delayed", payload: JSON.stringify(order), attributes: { tenant: "t" } });
    }, within);
  });

  it("sends a raw body as it stands, malformed or not", async () => {
    await using stack = await startStack();

    const { messageIds } = await json<Sent>(stack.console.post("/v1/messages", { rawBody: "{ no JSON" }));

    const peeked = await stack.console.get<Peeked>("/v1/queues/main/messages");
    expect(peeked.messages).toMatchObject([
      { messageId: messageIds[0], body: "{ no JSON", receiveCount: 0, type: null },
    ]);
  });

  it("shows the beginning of a type beyond measure, replays its body as it stands, and edits none of it", async () => {
    await using stack = await startStack();
    const { console } = stack;
    const rawBody = JSON.stringify({ type: "x".repeat(900_000), payload: 1 });
    const { messageIds } = await json<Sent>(console.post("/v1/messages", { rawBody }));
    const id = messageIds[0] ?? "";
    await vi.waitFor(async () => {
      const { type, state } = await detailOf(console, id);
      expect([type, state]).toEqual([expect.stringMatching(/^x{256}… \[shortened\]$/), "waiting"]);
    }, within);

    const again = await json<Sent>(console.post(`/v1/messages/${id}/replay`, {}));
    const edited = await console.post(`/v1/messages/${id}/replay`, { payload: 2 });

    const { messages } = await console.get<Peeked>("/v1/queues/main/messages");
    expect(messages.map(({ messageId }) => messageId)).toEqual([id, again.messageIds[0]]);
    expect(messages.map(({ type }) => type?.length)).toEqual([269, 269]);
    expect([edited.status, await edited.json()]).toEqual([409, expect.objectContaining({ status: 409 })]);
  });

  it.each([
    [{ type: "order:new", payload: { orderId: 1 } }, "payload.orderId"],
    [{ type: "order:new", payload: order, delaySeconds: -1 }, "delaySeconds"],
    [{ type: "order:new", payload: order, count: 1001 }, "count"],
    [{ type: "order:new" }, "type"],
    [{ rawBody: "x", type: "t" }, "rawBody"],
    [{ colour: "red" }, "colour"],
    [{ type: "order:new", payload: order, attributes: { "letsgo.x": "y" } }, "attributes.letsgo.x"],
  ])("refuses %j and names %s", async (request, field) => {
    await using stack = await startStack();

    const answer = await stack.console.post("/v1/messages", request);

    expect(answer.status).toBe(400);
    expect(await answer.json()).toMatchObject({ errors: expect.arrayContaining([expect.objectContaining({ field })]) });
  });

  it("sees dead letters that nobody told of, and redrives the selected, which are told to be back", async () => {
    await using stack = await startStack();
    const { console, queues } = stack;
    const ids = await queues.bury([order, order, order]);
    await vi.waitFor(async () => {
      expect((await console.get<Status>("/v1/status")).states.dead).toBe(3);
    }, within);

    const begun = await json<Redrive>(console.post("/v1/redrives", { messageIds: [ids[0], "nobody"] }));
    const ended = await vi.waitFor(async () => {
      const redrive = await console.get<Redrive>(`/v1/redrives/${begun.redriveId}`);
      expect(redrive.state).toBe("done");
      return redrive;
    }, within);

    expect(ended).toMatchObject({ moved: 1, missing: ["nobody"], total: 2 });
    await vi.waitFor(async () => {
      expect(await detailOf(console, ids[0] ?? "")).toMatchObject({ state: "waiting" });
    }, within);
    expect(await detailOf(console, ids[1] ?? "")).toMatchObject({ state: "dead", where: "In the dead-letter queue." });
  });

  it("redrives all with progress, and what is moved when it is cancelled stays moved", async () => {
    await using stack = await startStack({}, "manual");
    const { console, queues } = stack;
    await queues.bury(Array.from({ length: 3000 }, () => order));

    const { redriveId, total } = await json<Redrive>(console.post("/v1/redrives", {}));
    await vi.waitFor(async () => {
      expect((await console.get<Redrive>(`/v1/redrives/${redriveId}`)).moved).toBeGreaterThan(0);
    }, within);
    const second = await console.post("/v1/redrives", {});
    const cancelled = await json<Redrive>(fetch(`${console.url}/v1/redrives/${redriveId}`, { method: "DELETE" }));

    expect(total).toBe(3000);
    expect(second.status).toBe(409);
    expect(cancelled.state).toBe("cancelled");
    const { waiting, dlq } = await queueDepths(queues.client, queues.settings);
    expect(waiting).toBe(cancelled.moved);
    expect((dlq?.waiting ?? 0) + (dlq?.inFlight ?? 0)).toBe(3000 - cancelled.moved);
  });

  it("replays a dead letter with its own body, which lies unmasked in the queue", async () => {
    await using stack = await startStack();
    const { console, queues } = stack;
    const [id = ""] = await queues.bury([{ ...order, password: "hunter2" }]);
    await vi.waitFor(async () => {
      const detail = await detailOf(console, id);
      expect(detail).toMatchObject({
        state: "dead",
        maskedFields: ["password"],
        replayable: { from: "dlq", asItIs: true },
      });
    }, within);

    const { messageIds } = await json<Sent>(console.post(`/v1/messages/${id}/replay`, {}));

    const { messages } = await console.get<Peeked>("/v1/queues/main/messages");
    expect(messages).toMatchObject([{ messageId: messageIds[0], body: expect.stringContaining("[masked]") }]);
    await vi.waitFor(async () => {
      expect(await detailOf(console, messageIds[0] ?? "")).toMatchObject({ replayOf: { messageId: id } });
      expect((await detailOf(console, id)).replays).toMatchObject([{ messageId: messageIds[0] }]);
    }, within);
  });

  it("refuses to replay what it has only masked, and takes an edited payload whose secrets are filled in", async () => {
    await using stack = await startStack();
    const { console, queues } = stack;
    const [id = ""] = await queues.bury([{ ...order, password: "hunter2" }]);
    await vi.waitFor(async () => expect((await detailOf(console, id)).state).toBe("dead"), within);
    await fetch(`${console.url}/v1/queues/dlq/messages/${id}`, { method: "DELETE" });

    const refused = await console.post(`/v1/messages/${id}/replay`, {});
    const masked = await console.post(`/v1/messages/${id}/replay`, { payload: { ...order, password: "[masked]" } });
    const edited = await console.post(`/v1/messages/${id}/replay`, { payload: { ...order, password: "hunter3" } });

    expect(await detailOf(console, id)).toMatchObject({ state: "deleted", note: "deleted by hand" });
    expect([refused.status, masked.status, edited.status]).toEqual([409, 400, 201]);
    expect(await refused.json()).toMatchObject({ detail: expect.stringContaining("password") });
  });

  it("purges only where the queue's name is given, and says of its messages that they were purged", async () => {
    await using stack = await startStack();
    const { console, queues } = stack;
    const { messageIds } = await json<Sent>(
      console.post("/v1/messages", { type: "order:new", payload: order, count: 3 }),
    );
    await vi.waitFor(async () => expect((await console.get<Status>("/v1/status")).states.waiting).toBe(3), within);

    const refused = await console.post("/v1/queues/main/purge", { confirm: "letsgo" });
    const purged = await json<Purged>(console.post("/v1/queues/main/purge", { confirm: queues.settings.queueName }));

    expect(refused.status).toBe(400);
    expect(purged).toEqual({ queue: queues.settings.queueName, purged: 3 });
    expect(await detailOf(console, messageIds[0] ?? "")).toMatchObject({ state: "deleted", note: "purged" });
  });

  it("says 404 for a message that is not visible in the queue, and for a queue that is none", async () => {
    await using stack = await startStack();
    const remove = (path: string) => fetch(`${stack.console.url}/v1/queues/${path}`, { method: "DELETE" });

    expect((await remove("main/messages/nobody")).status).toBe(404);
    expect((await remove("other/messages/nobody")).status).toBe(404);
  });

  it("shows depths, differing attributes and that nobody polls", async () => {
    await using stack = await startStack();
    const { console, queues } = stack;
    await queues.bury([order]);

    await vi.waitFor(async () => {
      expect(await console.get<QueuesAnswer>("/v1/queues")).toMatchObject({
        main: { name: "letsgo-main-worker", counts: { waiting: 0 } },
        dlq: { name: "letsgo-main-worker-dlq", counts: { waiting: 1 } },
        polling: "nobody",
        canPeek: true,
        differences: [],
        concurrency: 5,
      });
    }, within);
  });

  it("switches mode and polling by live.json, and says how to undo it", async () => {
    await using stack = await startStack();
    const { console, place } = stack;

    const changed = await json<LiveChanged>(console.post("/v1/live", { mode: "direct", paused: true }, "PATCH"));

    expect(JSON.parse(readFileSync(join(place.folder, "live.json"), "utf8"))).toEqual({ mode: "direct", paused: true });
    expect(changed.undo).toEqual({ mode: null, paused: null });
    expect(changed.status).toMatchObject({ mode: { value: "direct" }, paused: { value: true, source: "live.json" } });
    await vi.waitFor(async () => {
      const status = await console.get<Status>("/v1/status");
      expect(status).toMatchObject({ mode: { value: "direct" }, paused: { value: true, source: "live.json" } });
    }, within);
    const undone = await json<LiveChanged>(console.post("/v1/live", changed.undo, "PATCH"));
    expect(undone.undo).toEqual({ mode: "direct", paused: true });
    expect(JSON.parse(readFileSync(join(place.folder, "live.json"), "utf8"))).toEqual({});
    expect((await console.post("/v1/live", { mode: "sqs" }, "PATCH")).status).toBe(400);
  });

  it("operates no queue in the cloud unless told to, but shows what it knows", async () => {
    using place = makeFolder();
    await using console = await startConsole(place.folder, { LETSGO_EMULATOR: "false" });
    const remedy = { detail: expect.stringContaining("LETSGO_CONSOLE_ALLOW_CLOUD=1") };

    const answers = await Promise.all([
      console.post("/v1/messages", { type: "order:new", payload: order }),
      console.post("/v1/messages/m-1/replay", {}),
      console.post("/v1/redrives", {}),
      console.post("/v1/queues/main/purge", { confirm: "letsgo-main-worker" }),
      console.post("/v1/queues/main/messages/m-1", {}, "DELETE"),
    ]);

    expect(answers.map(({ status }) => status)).toEqual([403, 403, 403, 403, 403]);
    expect(await answers[0]?.json()).toMatchObject(remedy);
    expect((await console.get<Status>("/v1/status")).actions.allowed).toBe(false);
    expect((await console.get<MessagesPage>("/v1/messages")).messages).toEqual([]);
  });
});
