import type { Dashboard, DashboardQuery, LatencySeries, TypeTotals } from "@letsgo/console-api";
import { grains, type LatencyName, millisecondsOf } from "../store/aggregates.ts";
import type { Store } from "../store/store.ts";

/** Throughput, failure rate and latencies over time, from the buckets that were added up when it happened. */
export function dashboard({ database }: Pick<Store, "database">, query: DashboardQuery, now = Date.now()): Dashboard {
  const minutes = query.minutes ?? 15;
  const { widthMs } = minutes <= 60 ? grains[0] : grains[1];
  const first = Math.floor((now - minutes * 60_000) / widthMs) * widthMs + widthMs;
  const at = Array.from({ length: Math.ceil((now - first) / widthMs) }, (_, index) => first + index * widthMs);
  const counts = database
    .prepare("SELECT start, type, name, n FROM counts WHERE grain = ? AND start >= ?")
    .all(widthMs, first) as unknown as CountRow[];
  const latencies = database
    .prepare("SELECT start, type, name, bin, n FROM latencies WHERE grain = ? AND start >= ?")
    .all(widthMs, first) as unknown as LatencyRow[];
  const mine = <R extends { type: string }>(rows: R[]) =>
    query.type === undefined ? rows : rows.filter(({ type }) => type === query.type);
  const series = (name: string) => {
    const sums = new Map<number, number>();
    for (const row of mine(counts)) if (row.name === name) sums.set(row.start, (sums.get(row.start) ?? 0) + row.n);
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
    queueWait: toSeries(mine(latencies), "queueWait", at),
    handler: toSeries(mine(latencies), "handler", at),
    types: toTotals(counts, latencies),
  };
}

// --- internal ---

interface CountRow {
  readonly start: number;
  readonly type: string;
  readonly name: string;
  readonly n: number;
}

interface LatencyRow extends CountRow {
  readonly bin: number;
}

function toSeries(rows: readonly LatencyRow[], name: LatencyName, at: readonly number[]): LatencySeries {
  const byStart = Map.groupBy(
    rows.filter((row) => row.name === name),
    ({ start }) => start,
  );
  const points = at.map((start) => percentilesOf(byStart.get(start) ?? []));
  return { p50: points.map(({ p50 }) => p50), p95: points.map(({ p95 }) => p95), p99: points.map(({ p99 }) => p99) };
}

function toTotals(counts: readonly CountRow[], latencies: readonly LatencyRow[]): TypeTotals[] {
  const types = new Set(counts.map(({ type }) => type));
  const countOf = (type: string, name: string) =>
    counts.reduce((sum, row) => (row.type === type && row.name === name ? sum + row.n : sum), 0);
  const latencyOf = (type: string, name: LatencyName) =>
    percentilesOf(latencies.filter((row) => row.type === type && row.name === name));
  return [...types].sort().map((type) => ({
    type,
    accepted: countOf(type, "accepted"),
    succeeded: countOf(type, "succeeded"),
    failed: countOf(type, "failed"),
    dead: countOf(type, "dead"),
    queueWait: latencyOf(type, "queueWait"),
    handler: latencyOf(type, "handler"),
  }));
}

function percentilesOf(rows: readonly LatencyRow[]): { p50: number | null; p95: number | null; p99: number | null } {
  const bins = new Map<number, number>();
  for (const { bin, n } of rows) bins.set(bin, (bins.get(bin) ?? 0) + n);
  const ordered = [...bins].sort(([a], [b]) => a - b);
  const total = ordered.reduce((sum, [, n]) => sum + n, 0);
  const at = (share: number): number | null => {
    let rest = Math.ceil(total * share);
    for (const [bin, n] of ordered) {
      rest -= n;
      if (rest <= 0) return Math.round(millisecondsOf(bin));
    }
    return null;
  };
  return { p50: at(0.5), p95: at(0.95), p99: at(0.99) };
}
