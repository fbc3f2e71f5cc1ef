import { subscribe, unsubscribe } from "node:diagnostics_channel";
import { EventEmitter, once } from "node:events";
import { mkdtempSync, rmSync } from "node:fs";
import { createServer } from "node:http";
import { tmpdir } from "node:os";
import path from "node:path";
import { setTimeout } from "node:timers/promises";
import { type Environment, type LiveSettings, watchLiveSettings, writeLiveSettings } from "@letsgo/config";
import { type EventSourceEvent, eventSourceChannelName } from "@letsgo/event-source";
import { createProducer } from "@letsgo/queue";
import { listen, stopListening } from "@letsgo/service";
import { startEmulator as startSqsEmulator } from "@letsgo/sqs-emulator";
import { describe, expect, it } from "vitest";
import { captureLogger } from "../test/capture-logger.ts";
import { recordOutcomes } from "../test/record-outcomes.ts";
import { order, toRecord } from "../test/to-record.ts";
import { readConfig } from "./config.ts";
import { handlers as own } from "./handlers/index.ts";
import type { MessageHandler } from "./handlers/message-handler.ts";
import { createWorker } from "./worker.ts";

/** An SQS emulator in this process, on loopback. */
async function startEmulator() {
  const region = "us-west-2";
  let emulator = await startSqsEmulator({ region });
  const { url } = emulator;
  return {
    endpoint: url,
    queues: () => emulator.queues.map(({ name }) => name),
    /** Comes back empty on the same port. */
    async restart() {
      await emulator.close();
      emulator = await startSqsEmulator({ region, port: Number(new URL(url).port) });
    },
    [Symbol.asyncDispose]: () => emulator.close(),
  };
}

interface Options {
  environment?: Environment;
  handlers?: Record<string, MessageHandler>;
}

/** A worker against the emulator at `endpoint`, and a producer for its queue. */
async function startWorker(endpoint: string, { environment = {}, handlers = {} }: Options = {}) {
  const folder = mkdtempSync(path.join(tmpdir(), "letsgo-worker-"));
  const config = readConfig({
    LETSGO_STATE_DIR: folder,
    AWS_ENDPOINT_URL_SQS: endpoint,
    LETSGO_WORKER_RECEIVE_MESSAGE_WAIT_TIME: "1",
    LETSGO_WORKER_VISIBILITY_TIMEOUT: "2",
    LETSGO_WORKER_FUNCTION_TIMEOUT: "2",
    PORT: "0",
    ...environment,
  });
  const all = new Map([...own, ...Object.entries(handlers)]);
  const live = watchLiveSettings(config.environment);
  const worker = createWorker({ config, handlers: all, logger: captureLogger().logger, live });
  const url = await worker.start();
  const producer = createProducer({ settings: config.queue });
  return {
    url,
    worker,
    enqueue: producer.enqueue,
    setLive: (settings: LiveSettings) => writeLiveSettings(folder, settings),
    health: async () => (await fetch(`${url}/health`)).json() as Promise<Record<string, unknown>>,
    async [Symbol.asyncDispose]() {
      await worker.stop();
      live.close();
      await producer.close();
      rmSync(folder, { recursive: true });
    },
  };
}

const post = (url: string, ...bodies: unknown[]) =>
  fetch(url, { method: "POST", body: JSON.stringify({ Records: bodies.map((body) => toRecord(body)) }) });

describe("the worker", () => {
  it("handles a message of the queue, an emoji in it, and is then well", async () => {
    using told = recordOutcomes();
    await using emulator = await startEmulator();
    await using worker = await startWorker(emulator.endpoint);

    const { messageId } = await worker.enqueue({ type: "order:new", payload: { orderId: "😀", customerId: "2" } });
    const { record } = await told.waitFor(({ name }) => name === "succeeded");

    expect(record.messageAttributes["letsgo.messageId"]?.stringValue).toBe(messageId);
    expect(await worker.health()).toEqual({
      status: "ok",
      mode: "queued",
      source: "default",
      polling: "polling",
      pollingSource: "default",
      queue: "ok",
    });
  });

  it("delivers a failed message again until its handler succeeds", async () => {
    using told = recordOutcomes();
    await using emulator = await startEmulator();
    const counts: number[] = [];
    const flaky: MessageHandler = async (_message, _event, { receiveCount }) => {
      counts.push(receiveCount);
      if (receiveCount < 3) throw new Error("not yet");
    };
    await using worker = await startWorker(emulator.endpoint, {
      environment: { LETSGO_WORKER_VISIBILITY_TIMEOUT: "1", LETSGO_WORKER_FUNCTION_TIMEOUT: "1" },
      handlers: { flaky },
    });

    await worker.enqueue({ type: "flaky", payload: 1 });
    await told.waitFor(({ name }) => name === "succeeded");

    expect(counts).toEqual([1, 2, 3]);
  }, 15_000);

  it("handles direct deliveries in both modes, after 201, and tells their receipt before", async () => {
    using told = recordOutcomes();
    await using emulator = await startEmulator();
    const answered = Promise.withResolvers<void>();
    await using worker = await startWorker(emulator.endpoint, { handlers: { waits: () => answered.promise } });

    const response = await post(worker.url, { type: "waits", payload: 1 }, "{");
    answered.resolve();
    await told.waitFor(({ name }) => name === "succeeded");

    expect(response.status).toBe(201);
    expect(told.events.slice(0, 2).map(({ name }) => name)).toEqual(["received", "received"]);
    expect(told.events.slice(2).map(({ name }) => name)).toEqual(expect.arrayContaining(["failed", "succeeded"]));
  });

  it("creates the queues again when the emulator comes back empty", async () => {
    using told = recordOutcomes();
    await using emulator = await startEmulator();
    await using worker = await startWorker(emulator.endpoint);
    await worker.enqueue(order("before"));
    const before = await told.waitFor(({ name }) => name === "succeeded");

    await emulator.restart();
    await expect.poll(emulator.queues, { timeout: 15_000 }).toContain("letsgo-main-worker-dlq");
    await worker.enqueue(order("after"));
    await told.waitFor(({ name, record }) => name === "succeeded" && record.messageId !== before.record.messageId);
  }, 30_000);

  it("is well in direct mode without any queue", async () => {
    await using worker = await startWorker("http://127.0.0.1:1", {
      environment: { LETSGO_LOCAL_QUEUE_URL: "http://127.0.0.1:3002" },
    });

    await expect.poll(worker.health).toMatchObject({ status: "ok", mode: "direct", queue: "unreachable" });
  });

  it("polls no deployment's queue in direct mode", async () => {
    await using worker = await startWorker("", { environment: { LETSGO_LOCAL_QUEUE_URL: "http://127.0.0.1:3002" } });

    const pollingSource = "direct mode on AWS";
    expect(await worker.health()).toMatchObject({ status: "ok", polling: "paused", pollingSource });
  });

  it("takes nothing from the queue while it is paused, is well meanwhile, and goes on when it is resumed", async () => {
    using told = recordOutcomes();
    await using emulator = await startEmulator();
    await using worker = await startWorker(emulator.endpoint);
    await expect.poll(worker.health).toMatchObject({ polling: "polling" });

    worker.setLive({ paused: true });
    await expect.poll(worker.health).toMatchObject({ status: "ok", polling: "paused", pollingSource: "live.json" });
    await worker.enqueue(order("1"));
    const directly = await post(worker.url, order("2"));
    await told.waitFor(({ name }) => name === "succeeded");
    const handledPaused = told.events.filter(({ name }) => name === "succeeded").length;
    worker.setLive({});
    await told.waitFor(({ name }) => name === "succeeded" && told.events.length > 2);

    expect(directly.status).toBe(201);
    expect(handledPaused).toBe(1);
    expect(await worker.health()).toMatchObject({ status: "ok", polling: "polling", pollingSource: "default" });
  });

  it("obeys the mode of live.json and goes on draining the queue in direct mode", async () => {
    using told = recordOutcomes();
    await using emulator = await startEmulator();
    const environment = { LETSGO_LOCAL_QUEUE_URL: "http://127.0.0.1:3002", LETSGO_QUEUE_MODE: "queued" };
    await using worker = await startWorker(emulator.endpoint, { environment });

    worker.setLive({ mode: "direct" });
    const source = "live.json, over the environment's queued";
    await expect.poll(worker.health).toMatchObject({ mode: "direct", source, polling: "polling" });
    const { messageId } = await worker.enqueue(order("1"));
    const { record } = await told.waitFor(({ name }) => name === "succeeded");

    expect(record.messageAttributes["letsgo.messageId"]?.stringValue).toBe(messageId);
  });

  it("lets a running handler of the queue end when it stops", async () => {
    using told = recordOutcomes();
    await using emulator = await startEmulator();
    const slow = createSlowHandler();
    await using worker = await startWorker(emulator.endpoint, { handlers: { slow: slow.handler } });
    await worker.enqueue({ type: "slow", payload: 1 });
    await slow.running;

    const stopped = worker.worker.stop();
    const health = await worker.health();
    slow.release();

    expect(await stopped).toEqual({ unfinished: 0 });
    expect(health).toMatchObject({ status: "failing", polling: "stopped" });
    expect(told.events.map(({ name }) => name)).toEqual(["succeeded"]);
  });

  it("has deleted what its handlers have handled before it has stopped, however long that takes", async () => {
    await using emulator = await startEmulator();
    await using slowQueue = await startProxy(emulator.endpoint, {
      delayMs: (action) => (action === "DeleteMessageBatch" ? 4000 : 0),
    });
    await using worker = await startWorker(slowQueue.endpoint);
    using events = recordEvents();
    await worker.enqueue(order("1"));
    await events.waitFor("received");

    await worker.worker.stop();

    expect(events.names).toEqual(["received", "deleted"]);
  }, 15_000);

  it("lets a running direct delivery end when it stops, and takes no further one by then", async () => {
    using told = recordOutcomes();
    const slow = createSlowHandler();
    const environment = { LETSGO_LOCAL_QUEUE_URL: "http://127.0.0.1:3002" };
    await using worker = await startWorker("", { environment, handlers: { slow: slow.handler } });
    await post(worker.url, { type: "slow", payload: 1 });
    await slow.running;

    const stopped = worker.worker.stop();
    const refusal = () => post(worker.url, order("late")).catch(({ cause }: Error) => cause);
    await expect.poll(refusal).toMatchObject({ code: "ECONNREFUSED" });
    slow.release();

    expect(await stopped).toEqual({ unfinished: 0 });
    expect(told.events.at(-1)).toMatchObject({ name: "succeeded", type: "slow" });
  });
});

/** Hands requests on to an emulator, some of them late. */
async function startProxy(target: string, { delayMs }: { delayMs: (action: string) => number }) {
  const server = createServer(async (request, response) => {
    const chunks = await request.toArray();
    await setTimeout(delayMs(String(request.headers["x-amz-target"]).split(".").at(-1) ?? ""));
    const headers = {
      "content-type": "application/x-amz-json-1.0",
      "x-amz-target": String(request.headers["x-amz-target"]),
    };
    const answer = await fetch(target, { method: "POST", headers, body: Buffer.concat(chunks) });
    response.writeHead(answer.status, { "content-type": "application/x-amz-json-1.0" }).end(await answer.text());
  });
  return {
    endpoint: await listen(server, { host: "127.0.0.1", port: 0 }),
    [Symbol.asyncDispose]: () => stopListening(server, { graceMs: 0 }),
  };
}

/** What the event source tells, by name. */
function recordEvents() {
  const names: string[] = [];
  const told = new EventEmitter();
  const keep = (event: unknown) => {
    const { name } = event as EventSourceEvent;
    names.push(name);
    told.emit(name);
  };
  subscribe(eventSourceChannelName, keep);
  return {
    names,
    waitFor: (name: EventSourceEvent["name"]) => (names.includes(name) ? Promise.resolve() : once(told, name)),
    [Symbol.dispose]: () => void unsubscribe(eventSourceChannelName, keep),
  };
}

/** Handles until it is released. */
function createSlowHandler() {
  const running = Promise.withResolvers<void>();
  const released = Promise.withResolvers<void>();
  const handler: MessageHandler = () => {
    running.resolve();
    return released.promise;
  };
  return { handler, running: running.promise, release: released.resolve };
}
