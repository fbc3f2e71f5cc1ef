import type { DatabaseSync } from "node:sqlite";
import type { ShippedEvent, ShippingProcess } from "@letsgo/activity/shipped";
import type { WorkerSettings } from "@letsgo/config";
import { type Aggregates, createAggregates } from "./aggregates.ts";
import { applyEvent } from "./apply-event.ts";
import { createEviction, type StoreLimits } from "./eviction.ts";
import { createLossBook, type LossBook } from "./loss-book.ts";
import { createNoticeBook, type NoticeBook } from "./notice-book.ts";
import { openDatabase } from "./open-database.ts";
import { createShipperBook, type ShipperBook } from "./shipper-book.ts";
import { createWorkbench, type Work, type Workbench } from "./workbench.ts";

/** Options of {@link openStore}. */
export interface StoreOptions extends StoreLimits {
  /** Path of the file, or `:memory:`. */
  readonly file: string;
  /** The worker's; a direct delivery whose end is not told for that long, and a while, is over. @default 900 seconds */
  readonly worker?: Pick<WorkerSettings, "functionTimeoutSeconds">;
  /** @default Date.now */
  readonly now?: () => number;
}

/** What is kept of messages, in one SQLite file. Every call blocks the process, so each does little. */
export interface Store {
  readonly database: DatabaseSync;
  /** Tells this store from another one, whose change numbers mean something else. */
  readonly id: string;
  /** Where a file went that could not be read. */
  readonly setAside: string | undefined;
  readonly shippers: ShipperBook;
  readonly losses: LossBook;
  readonly notices: NoticeBook;
  /** Number of the last change; rises with each message that is written. */
  readonly change: number;
  /**
   * Applies events of a process in one transaction, each exactly once: what it has had already is left out.
   *
   * @returns how many were new
   */
  apply(process: ShippingProcess, events: readonly ShippedEvent[]): number;
  /** Changes messages outside of shipped events: sights in the dead-letter queue, purges and so on. One transaction. */
  amend(ids: readonly string[], change: (work: Work, bench: Workbench) => void): void;
  /** As {@link amend}, and takes in messages that are not kept yet. */
  takeIn(sights: readonly { id: string; at: number }[], change: (work: Work, bench: Workbench) => void): void;
  /** Looks again at messages whose state time alone has changed; at most 200. Returns how many they were. */
  recheck(): number;
  /** Deletes the oldest beyond the limits, a small step; false where there is nothing to delete. */
  evict(): boolean;
  readonly evicted: number;
  /** Deletes buckets that are kept no longer, and shippers that were last heard of before then. */
  prune(now: number, shippersBefore: number): void;
  usedBytes(): number;
  /** Calls back after each change. Returns its end. */
  onChange(listener: () => void): () => void;
  close(): void;
}

/**
 * Opens the store.
 *
 * @throws {StoreInUseError} where another process has it open
 * @throws {StoreUnusableError} where it can be neither read nor made
 */
export function openStore({ file, worker, now = Date.now, ...limits }: StoreOptions): Store {
  const { database, setAside } = openDatabase(file);
  const bench = createWorkbench(database, worker && worker.functionTimeoutSeconds * 1000 + TOLD_WITHIN_MS);
  const aggregates = createAggregates(database);
  const losses = createLossBook(database);
  const shippers = createShipperBook(database, losses);
  const notices = createNoticeBook(database);
  const eviction = createEviction(database, limits);
  const listeners = new Set<() => void>();
  const transact = createTransact({ database, bench, aggregates, now, listeners });
  const due = database.prepare("SELECT id FROM messages WHERE recheckAt <= ? ORDER BY recheckAt LIMIT 200");

  return {
    database,
    id: String(database.prepare("SELECT value FROM meta WHERE key = 'store'").get()?.value),
    setAside,
    shippers,
    losses,
    notices,
    get change() {
      return bench.change;
    },
    get evicted() {
      return eviction.evicted;
    },
    apply(process, events) {
      return transact(() => {
        // What its predecessor could not do, it will tell anew.
        if (shippers.lastOf(process).sequence === 0) notices.endOutage(process.service, process.startedAt);
        const fresh = shippers.takeFresh(process, events, now());
        for (const event of fresh) applyEvent(event, { bench, aggregates, notices, service: process.service });
        return fresh.length;
      });
    },
    amend(ids, change) {
      transact(() => {
        for (const id of ids) {
          const work = bench.find(id);
          if (work) change(work, bench);
        }
      });
    },
    takeIn(sights, change) {
      transact(() => {
        for (const { id, at } of sights) change(bench.take(id, at), bench);
      });
    },
    recheck() {
      const ids = due.all(now()).map(({ id }) => String(id));
      if (ids.length > 0) transact(() => void ids.map((id) => bench.find(id)));
      return ids.length;
    },
    prune(at, shippersBefore) {
      aggregates.prune(at);
      shippers.prune(shippersBefore);
      losses.prune(shippersBefore);
    },
    evict: () => eviction.step(),
    usedBytes: () => eviction.usedBytes(),
    onChange(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    close: () => database.close(),
  };
}

// --- internal ---

/** How late a process may tell something, unless it is cut off: it ships several times a second. */
const TOLD_WITHIN_MS = 10_000;

interface Parts {
  readonly database: DatabaseSync;
  readonly bench: Workbench;
  readonly aggregates: Aggregates;
  readonly now: () => number;
  readonly listeners: ReadonlySet<() => void>;
}

/** All or nothing: rows, counts, the shipper's place and the change number move together. */
function createTransact({ database, bench, aggregates, now, listeners }: Parts): <T>(work: () => T) => T {
  const keepChange = database.prepare("UPDATE meta SET value = ? WHERE key = 'change'");
  return (work) => {
    const before = bench.change;
    database.exec("BEGIN IMMEDIATE");
    try {
      const result = work();
      const at = now();
      for (const { row } of bench.finish(at)) if (row.state === "dead") aggregates.count("dead", row.type, at);
      aggregates.flush();
      if (bench.change !== before) keepChange.run(String(bench.change));
      database.exec("COMMIT");
      if (bench.change !== before) for (const listener of listeners) listener();
      return result;
    } catch (error) {
      if (database.isTransaction) database.exec("ROLLBACK");
      bench.drop();
      aggregates.clear();
      throw error;
    }
  };
}
