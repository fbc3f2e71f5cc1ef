import type { HistoryQuery, QueueHistory } from "@letsgo/console-api";
import type { Store } from "../store/store.ts";

/** Depths over time; at most about 720 points, of which each is the last sample in its stretch. */
export function queueHistory(
  { database }: Pick<Store, "database">,
  query: HistoryQuery,
  now = Date.now(),
): QueueHistory {
  const minutes = query.minutes ?? 15;
  const stretchMs = Math.max(1000, (minutes * 60_000) / 720);
  const rows = database
    .prepare(
      `SELECT max(at) AS at, waiting, inFlight, delayed, dlq FROM depths WHERE at >= ? GROUP BY CAST(at / ? AS INTEGER) ORDER BY at`,
    )
    .all(now - minutes * 60_000, stretchMs) as unknown as Depth[];
  return {
    at: rows.map(({ at }) => at),
    waiting: rows.map(({ waiting }) => waiting),
    inFlight: rows.map(({ inFlight }) => inFlight),
    delayed: rows.map(({ delayed }) => delayed),
    dlq: rows.map(({ dlq }) => dlq),
  };
}

// --- internal ---

interface Depth {
  readonly at: number;
  readonly waiting: number | null;
  readonly inFlight: number | null;
  readonly delayed: number | null;
  readonly dlq: number | null;
}
