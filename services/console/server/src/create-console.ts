import { setImmediate as nextTurn } from "node:timers/promises";
import { createSecrets, createShown } from "@letsgo/activity";
import { watchLiveSettings } from "@letsgo/config";
import type { Logger } from "@letsgo/logger";
import { createProducer, createSqsClient } from "@letsgo/queue";
import type { Express } from "express";
import { createApp } from "./app.ts";
import type { ConsoleConfig } from "./config.ts";
import { actionsOf } from "./operations/actions-gate.ts";
import { createRedrives } from "./operations/redrives.ts";
import { createQueueWatch } from "./queues/queue-watch.ts";
import { toStatus } from "./status/status.ts";
import { openStore, type Store } from "./store/store.ts";
import { createStream } from "./stream/stream.ts";

/** The console's parts, running. */
export interface Console {
  readonly app: Express;
  readonly store: Store;
  /** Ends streams, redrives and looks, and closes the file. Requests must have ended or be about to. */
  close(): Promise<void>;
}

/**
 * Opens the store and starts what goes on by itself: looks at the queues, states that time changes, eviction. Opens no port.
 *
 * @throws {StoreInUseError} where another console has the file open
 */
export function createConsole(config: ConsoleConfig, logger: Logger, uiFolder: string): Console {
  const store = openStore(config);
  if (store.setAside !== undefined) logger.warn({ file: store.setAside }, "The console's old file was set aside");
  const live = watchLiveSettings(config.environment, logger);
  const client = createSqsClient(config.queue);
  const mode = () => live.values().mode.mode;
  const producer = createProducer({ settings: config.queue, mode, client });
  const shown = createShown(createSecrets(config.shipping.maskedNames));
  const actions = actionsOf(config.queue, config.allowCloud);
  const status = () => toStatus({ config, store, live, actions });
  const stream = createStream(store, { statusNow: status });
  const parts = { client, settings: config.queue, store, shown, logger };
  const queues = createQueueWatch({
    ...parts,
    worker: config.worker,
    isWatched: () => stream.listeners > 0,
    onSample: (answer) => stream.tell("queues", answer),
  });
  const lookAgain = () => queues.sample();
  const redrives = createRedrives({ ...parts, onProgress: (redrive) => stream.tell("redrive", redrive), lookAgain });
  const upkeep = startUpkeep(store, logger);
  const telling = startTelling(() => stream.listeners > 0 && stream.tell("status", status()), logger);
  live.onChange(() => stream.tell("status", status()));
  const app = createApp({
    ...parts,
    allowedHosts: config.allowedHosts,
    producer,
    mode,
    stream,
    queues,
    redrives,
    live: { ...config, look: live.look },
    actions,
    status,
    lookAgain,
    uiFolder,
  });
  return {
    app,
    store,
    async close() {
      clearInterval(telling);
      stream.close();
      live.close();
      await Promise.all([upkeep.stop(), redrives.close(), queues.stop()]);
      await producer.close();
      client.destroy();
      store.close();
    },
  };
}

// --- internal ---

const UPKEEP_EVERY_MS = 1000;
const TELL_EVERY_MS = 1000;
const PRUNE_EVERY_MS = 600_000;
const SHIPPERS_KEPT_MS = 7 * 24 * 3_600_000;

/** States that time alone changes, the limits, and old buckets. */
function startUpkeep(store: Store, logger: Logger): { stop(): Promise<void> } {
  let running: Promise<void> = Promise.resolve();
  let prunedAt = 0;
  const keepUp = async () => {
    while (store.recheck() > 0) await nextTurn();
    while (store.evict()) await nextTurn();
    if (Date.now() - prunedAt > PRUNE_EVERY_MS) {
      prunedAt = Date.now();
      store.prune(prunedAt, prunedAt - SHIPPERS_KEPT_MS);
    }
  };
  const timer = setInterval(() => {
    running = running
      .then(keepUp)
      .catch((error: unknown) => logger.error({ err: error }, "The console's file could not be kept up"));
  }, UPKEEP_EVERY_MS);
  return {
    stop() {
      clearInterval(timer);
      return running;
    },
  };
}

/** Whoever looks is told how things stand, however long the upkeep takes and whether or not it can be done. */
function startTelling(tellStatus: () => void, logger: Logger): NodeJS.Timeout {
  return setInterval(() => {
    try {
      tellStatus();
    } catch (error) {
      logger.error({ err: error }, "The stack's status could not be told");
    }
  }, TELL_EVERY_MS);
}
