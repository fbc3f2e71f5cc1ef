/** As query parameters. */
export interface DashboardQuery {
  /** From 5 to 1,440. @default 15 */
  minutes?: number;
  /** One type only. @default all types together */
  type?: string;
}

/** Columns of one series; null where nothing happened. */
export interface LatencySeries {
  p50: (number | null)[];
  p95: (number | null)[];
  p99: (number | null)[];
}

/** Sums over the whole window, one row per type. */
export interface TypeTotals {
  type: string;
  accepted: number;
  succeeded: number;
  /** Failed attempts. */
  failed: number;
  dead: number;
  /** Percentiles in milliseconds; they come from buckets and are right to about 5 %. */
  queueWait: { p50: number | null; p95: number | null; p99: number | null };
  handler: { p50: number | null; p95: number | null; p99: number | null };
}

/** What happened over time. Counts are kept apart from messages, so evicted ones still count. */
export interface Dashboard {
  /** Width of one bucket. */
  bucketMs: number;
  /** The buckets' beginnings. */
  at: number[];
  accepted: number[];
  succeeded: number[];
  failed: number[];
  /** Failed attempts of all that ended, from 0 to 1; null where none ended. */
  failureRate: (number | null)[];
  queueWait: LatencySeries;
  handler: LatencySeries;
  types: TypeTotals[];
}
