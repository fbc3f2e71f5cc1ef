import type { DatabaseSync } from "node:sqlite";

/** How much is kept. */
export interface StoreLimits {
  readonly maxMessages: number;
  readonly maxBytes: number;
}

/** Keeps the store within its limits. */
export interface Eviction {
  /** Deletes a few of the oldest messages where a limit is passed; false where none is. */
  step(): boolean;
  /** How many were deleted since the store was made. */
  readonly evicted: number;
  /** What the file holds; what it has free is used again. */
  usedBytes(): number;
}

export function createEviction(database: DatabaseSync, { maxMessages, maxBytes }: StoreLimits): Eviction {
  const count = database.prepare("SELECT ifnull(sum(n), 0) AS n FROM state_tallies");
  const pages = database.prepare("PRAGMA page_count");
  const free = database.prepare("PRAGMA freelist_count");
  const pageBytes = Number(database.prepare("PRAGMA page_size").get()?.page_size);
  const oldest = database.prepare("SELECT position FROM messages ORDER BY position LIMIT ?");
  const removals = [
    "messages WHERE position",
    "search WHERE rowid",
    ...children.map((name) => `${name} WHERE message`),
  ].map((clause) => database.prepare(`DELETE FROM ${clause} <= ?`));
  const merge = database.prepare("INSERT INTO search (search, rank) VALUES ('merge', 64)");
  const keep = database.prepare("UPDATE meta SET value = ? WHERE key = 'evicted'");
  let evicted = Number(database.prepare("SELECT value FROM meta WHERE key = 'evicted'").get()?.value);

  const usedBytes = () => (Number(pages.get()?.page_count) - Number(free.get()?.freelist_count)) * pageBytes;

  return {
    get evicted() {
      return evicted;
    },
    usedBytes,
    step() {
      const excess = Number(count.get()?.n) - maxMessages;
      const wanted = excess > 0 ? Math.min(STEP, excess) : usedBytes() > maxBytes ? BYTES_STEP : 0;
      const rows = wanted > 0 ? oldest.all(wanted) : [];
      const last = rows.at(-1)?.position;
      if (last === undefined) return false;
      database.exec("BEGIN IMMEDIATE");
      for (const removal of removals) removal.run(last);
      evicted += rows.length;
      keep.run(String(evicted));
      // What was deleted from the text index is freed only when its parts are merged.
      merge.run();
      database.exec("COMMIT");
      return true;
    },
  };
}

// --- internal ---

/** Small, since it blocks. */
const STEP = 50;

/** Smaller: a few large messages may be all that is too much. */
const BYTES_STEP = 5;

const children = ["deliveries", "events", "logs"];
