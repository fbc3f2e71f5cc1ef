import type { Dashboard, DashboardQuery, LatencySeries, TypeTotals } from "@letsgo/console-api";
import { grains, type LatencyName, millisecondsOf } from "../store/aggregates.ts";
import type { Store } from "../store/store.ts";

/** Throughput, failure rate and latencies over time, from the buckets that were added up when it happened. */
export function dashboard({ database }: Pick<Store, "database">, query: DashboardQuery, now = Date.now()): Dashboard {
  const minutes = query.minutes ?? 15;
  const { widthMs } = minutes <= 60 ? grains[0] : grains[1];
  const first = Math.floor((now - minutes * 60_000) / widthMs) * widthMs + widthMs;
  const at = Array.from({ length: Math.ceil((now - first) / widthMs) }, (_, index) => first + index * widthMs);
  // Added up by SQLite: rows of one type, or of all, are many.
  const ofType = query.type === undefined ? "" : "AND type = ?";
  const window = [widthMs, first];
  const bound = query.type === undefined ? window : [...window, query.type];
  const all = <R>(sql: string, values: readonly (number | string)[]) =>
    database.prepare(sql).all(...values) as unknown as R[];
  const counts = all<CountRow>(
    `SELECT start, name, sum(n) AS n FROM counts WHERE grain = ? AND start >= ? ${ofType} GROUP BY start, name`,
    bound,
  );
  const latencies = all<LatencyRow>(
    `SELECT start, name, bin, sum(n) AS n FROM latencies WHERE grain = ? AND start >= ? ${ofType} GROUP BY start, name, bin`,
    bound,
  );
  const series = (name: string) => {
    const sums = new Map(counts.filter((row) => row.name === name).map(({ start, n }) => [start, n]));
    return at.map((start) => sums.get(start) ?? 0);
  };
  const succeeded = series("succeeded");
  const failed = series("failed");
  return {
    bucketMs: widthMs,
    at,
    accepted: series("accepted"),
    succeeded,
    failed,
    failureRate: failed.map((n, index) => (n + (succeeded[index] ?? 0) > 0 ? n / (n + (succeeded[index] ?? 0)) : null)),
    queueWait: toSeries(latencies, "queueWait", at),
    handler: toSeries(latencies, "handler", at),
    types: toTotals(
      all("SELECT type, name, sum(n) AS n FROM counts WHERE grain = ? AND start >= ? GROUP BY type, name", window),
      all(
        "SELECT type, name, bin, sum(n) AS n FROM latencies WHERE grain = ? AND start >= ? GROUP BY type, name, bin",
        window,
      ),
    ),
  };
}

// --- internal ---

interface Row {
  readonly name: string;
  readonly n: number;
}

interface CountRow extends Row {
  readonly start: number;
}

interface LatencyRow extends CountRow {
  readonly bin: number;
}

interface TypeRow extends Row {
  readonly type: string;
}

function toSeries(rows: readonly LatencyRow[], name: LatencyName, at: readonly number[]): LatencySeries {
  const byStart = Map.groupBy(
    rows.filter((row) => row.name === name),
    ({ start }) => start,
  );
  const points = at.map((start) => percentilesOf(byStart.get(start) ?? []));
  return { p50: points.map(({ p50 }) => p50), p95: points.map(({ p95 }) => p95), p99: points.map(({ p99 }) => p99) };
}

function toTotals(counts: readonly TypeRow[], latencies: readonly (TypeRow & { bin: number })[]): TypeTotals[] {
  const byType = Map.groupBy(counts, ({ type }) => type);
  const latenciesByType = Map.groupBy(latencies, ({ type }) => type);
  return [...byType.keys()].sort().map((type) => {
    const countOf = (name: string) => byType.get(type)?.find((row) => row.name === name)?.n ?? 0;
    const latencyOf = (name: LatencyName) =>
      percentilesOf((latenciesByType.get(type) ?? []).filter((row) => row.name === name));
    return {
      type,
      accepted: countOf("accepted"),
      succeeded: countOf("succeeded"),
      failed: countOf("failed"),
      dead: countOf("dead"),
      queueWait: latencyOf("queueWait"),
      handler: latencyOf("handler"),
    };
  });
}

/** Of rows with one bin each. */
function percentilesOf(rows: readonly { readonly bin: number; readonly n: number }[]): TypeTotals["handler"] {
  const ordered = [...rows].sort((a, b) => a.bin - b.bin);
  const total = ordered.reduce((sum, { n }) => sum + n, 0);
  const at = (share: number): number | null => {
    let rest = Math.ceil(total * share);
    for (const { bin, n } of ordered) {
      rest -= n;
      if (rest <= 0) return Math.round(millisecondsOf(bin));
    }
    return null;
  };
  return { p50: at(0.5), p95: at(0.95), p99: at(0.99) };
}
