import type { DatabaseSync } from "node:sqlite";

/** Widths of the kept buckets and for how long they are kept, in milliseconds. */
export const grains = [
  { widthMs: 10_000, keptMs: 2 * 3_600_000 },
  { widthMs: 300_000, keptMs: 25 * 3_600_000 },
] as const;

/** What is counted over time. `failed` counts attempts. */
type CountName = "accepted" | "succeeded" | "failed" | "dead";

/** What is measured over time. */
export type LatencyName = "queueWait" | "handler";

/** Types beyond {@link MAX_TYPES} are counted under this name. */
const OTHER_TYPES = "(other types)";

/** Adds up in memory what one transaction counts, and writes it in few statements. */
export interface Aggregates {
  count(name: CountName, type: string | null, at: number): void;
  measure(name: LatencyName, type: string | null, at: number, milliseconds: number): void;
  /** Writes what was added up; inside the transaction. */
  flush(): void;
  /** Forgets what a transaction that failed has added. */
  clear(): void;
  /** Deletes buckets that are no longer kept. */
  prune(now: number): void;
}

/** Bin of a duration: bins grow by a tenth, so a percentile is right to about 5 %. */
function binOf(milliseconds: number): number {
  return Math.ceil(Math.log(Math.max(0, milliseconds) + 1) / Math.log(BIN_RATIO));
}

/** The middle of a bin, in milliseconds. */
export function millisecondsOf(bin: number): number {
  return bin === 0 ? 0 : BIN_RATIO ** (bin - 0.5) - 1;
}

export function createAggregates(database: DatabaseSync): Aggregates {
  const addCount = database.prepare(
    "INSERT INTO counts VALUES (?, ?, ?, ?, ?) ON CONFLICT DO UPDATE SET n = n + excluded.n",
  );
  const addLatency = database.prepare(
    "INSERT INTO latencies VALUES (?, ?, ?, ?, ?, ?) ON CONFLICT DO UPDATE SET n = n + excluded.n",
  );
  const addSeen = database.prepare(
    "INSERT INTO seen_types VALUES (?, ?) ON CONFLICT DO UPDATE SET seen = seen + excluded.seen",
  );
  const pruneCounts = database.prepare("DELETE FROM counts WHERE grain = ? AND start < ?");
  const pruneLatencies = database.prepare("DELETE FROM latencies WHERE grain = ? AND start < ?");
  const types = new Set(
    database
      .prepare("SELECT type FROM seen_types")
      .all()
      .map(({ type }) => String(type)),
  );
  const sums = new Map<string, { key: readonly (number | string)[]; n: number }>();

  function nameOf(type: string | null): string {
    const name = type ?? "";
    if (types.has(name)) return name;
    if (types.size >= MAX_TYPES) return OTHER_TYPES;
    types.add(name);
    return name;
  }

  function add(...key: readonly (number | string)[]): void {
    const text = JSON.stringify(key);
    const sum = sums.get(text);
    if (sum) sum.n += 1;
    else sums.set(text, { key, n: 1 });
  }

  return {
    count(name, type, at) {
      const known = nameOf(type);
      if (name === "accepted") add(known);
      for (const { widthMs } of grains) add(widthMs, startOf(at, widthMs), known, name);
    },
    measure(name, type, at, milliseconds) {
      const known = nameOf(type);
      for (const { widthMs } of grains) add(widthMs, startOf(at, widthMs), known, name, binOf(milliseconds));
    },
    flush() {
      for (const { key, n } of sums.values()) {
        if (key.length === 1) addSeen.run(...key, n);
        else (key.length === 4 ? addCount : addLatency).run(...key, n);
      }
      sums.clear();
    },
    clear: () => sums.clear(),
    prune(now) {
      for (const { widthMs, keptMs } of grains) {
        pruneCounts.run(widthMs, now - keptMs);
        pruneLatencies.run(widthMs, now - keptMs);
      }
    },
  };
}

// --- internal ---

const BIN_RATIO = 1.1;

/** Types that are made up by the thousand must not fill the file. */
const MAX_TYPES = 200;

function startOf(at: number, widthMs: number): number {
  return Math.floor(at / widthMs) * widthMs;
}
