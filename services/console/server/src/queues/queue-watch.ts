import { setTimeout as sleep } from "node:timers/promises";
import type { Shown } from "@letsgo/activity";
import type { QueueSettings, WorkerSettings } from "@letsgo/config";
import type { AttributeDifference, QueueCounts, QueueNow, QueuesAnswer } from "@letsgo/console-api";
import type { Logger } from "@letsgo/logger";
import { type createSqsClient, QueueNotFoundError } from "@letsgo/queue";
import {
  attributeDifferences,
  type Depths,
  ensureQueues,
  peekMessages,
  type QueueDepths,
  queueDepths,
} from "@letsgo/queue/admin";
import { AWAITS_DLQ } from "../store/derive-state.ts";
import type { Store } from "../store/store.ts";
import { askWorker } from "./ask-worker.ts";
import { lookForDeadLetters } from "./look-for-dead-letters.ts";
import { lookForLost } from "./look-for-lost.ts";
import { oldestIn } from "./oldest-in.ts";

/** What the queue watch is made of. */
export interface QueueWatchParts {
  readonly client: ReturnType<typeof createSqsClient>;
  readonly settings: QueueSettings;
  readonly worker: WorkerSettings;
  readonly store: Store;
  readonly shown: Shown;
  readonly logger: Logger;
  /** Is somebody looking? Then it samples once a second, else every ten; and while a message is about to be dead. */
  readonly isWatched: () => boolean;
  readonly onSample: (answer: QueuesAnswer) => void;
}

/** Looks at the queues again and again. */
export interface QueueWatch {
  /** The last sample, or a first one. */
  now(): Promise<QueuesAnswer>;
  /** Looks at once. */
  sample(): Promise<QueuesAnswer>;
  /** In which queue a message lies; undefined for none, or where nobody can look. */
  whereLies(messageId: string): Promise<"queue" | "dlq" | undefined>;
  stop(): Promise<void>;
}

export function createQueueWatch(parts: QueueWatchParts): QueueWatch {
  const stopping = new AbortController();
  const look = createLook(parts);
  let last: QueuesAnswer | undefined;
  let running: Promise<QueuesAnswer> | undefined;

  function sample(): Promise<QueuesAnswer> {
    running ??= look()
      .then((answer) => {
        last = answer;
        parts.onSample(answer);
        return answer;
      })
      .finally(() => {
        running = undefined;
      });
    return running;
  }
  const loop = (async () => {
    while (!stopping.signal.aborted) {
      await sample().catch((error: unknown) => parts.logger.error({ err: error }, "The queues could not be looked at"));
      const until = Date.now() + UNWATCHED_MS;
      do await sleep(WATCHED_MS, undefined, { signal: stopping.signal }).catch(() => {});
      while (!stopping.signal.aborted && !parts.isWatched() && !isAwaited(parts.store) && Date.now() < until);
    }
  })();

  return {
    sample,
    now: async () => last ?? (await sample()),
    whereLies: (messageId) => whereLies(messageId, parts, last),
    async stop() {
      stopping.abort();
      await loop;
    },
  };
}

/** Most messages of a queue that is looked through as a whole. */
const MAX_PEEKED = 10_000;

function totalOf({ waiting, inFlight, delayed }: QueueCounts): number {
  return waiting + inFlight + delayed;
}

// --- internal ---

const WATCHED_MS = 1000;
const UNWATCHED_MS = 10_000;
const COMPARE_EVERY_MS = 10_000;

/** One look at everything; attributes are compared more seldom. */
function createLook(parts: QueueWatchParts): () => Promise<QueuesAnswer> {
  const { settings, store, worker } = parts;
  let compared: { at: number; differences: AttributeDifference[] } = { at: 0, differences: [] };
  return async () => {
    const at = Date.now();
    const isTimeToCompare = at - compared.at >= COMPARE_EVERY_MS;
    if (isTimeToCompare) compared = { at, differences: await differencesOf(parts) };
    const [depths, polling] = await Promise.all([depthsOf(parts), askWorker(settings.localQueueUrl)]);
    if (isTimeToCompare) await lookForLost({ ...parts, depths: depths.main, at });
    const looked = await lookForDeadLetters({ ...parts, dlqDepths: depths.dlq, at });
    const oldest = {
      main: depths.main ? oldestIn(store, ["delayed", "waiting", "in flight"]) : null,
      dlq: depths.dlq ? oldestIn(store, ["dead"]) : null,
    };
    const answer: QueuesAnswer = {
      at,
      main: { ...toNow("main", settings.queueName, depths.main, depths.unreadable), oldestAt: oldest.main },
      dlq: { ...toNow("dlq", settings.dlqName, depths.dlq, depths.unreadable), oldestAt: oldest.dlq },
      concurrency: worker.concurrency,
      batchSize: worker.batchSize,
      polling,
      differences: compared.differences,
      canPeek: looked.canPeek,
      peekNote: looked.canPeek ? null : looked.note,
    };
    keepDepths(store, answer);
    return answer;
  };
}

/** Messages that are over lie nowhere, and a long queue is not looked through for one. */
async function whereLies(
  messageId: string,
  { store, settings }: QueueWatchParts,
  last: QueuesAnswer | undefined,
): Promise<"queue" | "dlq" | undefined> {
  const row = store.database.prepare("SELECT state, mode FROM messages WHERE id = ?").get(messageId);
  if (!row || row.mode === "direct" || row.state === "succeeded" || row.state === "deleted") return undefined;
  const isDead = row.state === "dead";
  const counts = (isDead ? last?.dlq : last?.main)?.counts;
  if (!counts || totalOf(counts) > MAX_PEEKED) return undefined;
  const name = isDead ? settings.dlqName : settings.queueName;
  const lying = await peekMessages(settings, name).catch(() => undefined);
  if (!lying?.some((message) => message.messageId === messageId)) return undefined;
  return isDead ? "dlq" : "queue";
}

/** Is there a message that has failed for the last time, and lies in the queue until its next receive? */
function isAwaited({ database }: Store): boolean {
  const sql = `SELECT 1 FROM messages WHERE note = '${AWAITS_DLQ}' LIMIT 1`;
  return database.prepare(sql).get() !== undefined;
}

interface SampledDepths {
  readonly main: Depths | undefined;
  readonly dlq: Depths | undefined;
  readonly unreadable: string | null;
}

async function depthsOf(parts: QueueWatchParts): Promise<SampledDepths> {
  try {
    const { dlq, ...main } = await readOrMake(parts);
    return { main, dlq, unreadable: dlq ? null : "The queue has no dead-letter queue." };
  } catch (error) {
    return { main: undefined, dlq: undefined, unreadable: error instanceof Error ? error.message : String(error) };
  }
}

/**
 * Whoever comes first makes the queues that an emulator has lost: while the poller is paused and nobody sends, it is the
 * console. A worker brings them to its settings once it polls.
 */
async function readOrMake({ client, settings }: QueueWatchParts): Promise<QueueDepths> {
  try {
    return await queueDepths(client, settings);
  } catch (error) {
    if (!(error instanceof QueueNotFoundError) || !settings.emulator) throw error;
    await ensureQueues(client, settings, { reconcile: false });
    return await queueDepths(client, settings);
  }
}

async function differencesOf({ client, settings }: QueueWatchParts): Promise<AttributeDifference[]> {
  const found = await attributeDifferences(client, settings).catch(() => []);
  return found.map(({ queue, name, present, wanted }) => ({
    queue: queue === "queue" ? "main" : "dlq",
    name,
    present: present ?? null,
    wanted,
  }));
}

function toNow(role: QueueNow["role"], name: string, counts: Depths | undefined, unreadable: string | null): QueueNow {
  return { role, name, counts: counts ?? null, unreadable: counts ? null : unreadable, oldestAt: null };
}

function keepDepths({ database }: Store, { at, main, dlq }: QueuesAnswer): void {
  if (!main.counts && !dlq.counts) return;
  const { waiting, inFlight, delayed } = main.counts ?? { waiting: null, inFlight: null, delayed: null };
  database
    .prepare("INSERT OR REPLACE INTO depths VALUES (?, ?, ?, ?, ?)")
    .run(at, waiting, inFlight, delayed, dlq.counts ? totalOf(dlq.counts) : null);
  database.prepare("DELETE FROM depths WHERE at < ?").run(at - 25 * 3_600_000);
}
