import type { Dashboard, LatencySeries } from "@letsgo/console-api";
import type { PlotSeries } from "../plot/plot-series.ts";

/** Counts per bucket as rates per second. The last bucket is still filling and is left out. */
export function toPerSecond({ accepted, succeeded, failed, bucketMs }: Dashboard): PlotSeries[] {
  const rates = (counts: readonly number[]) =>
    counts.map((count, index) => (index === counts.length - 1 ? null : count / (bucketMs / 1000)));
  return [
    { label: "accepted", values: rates(accepted), color: "--plot-1", dash: [6, 3] },
    { label: "succeeded", values: rates(succeeded), color: "--plot-2", isFilled: true },
    { label: "failed", values: rates(failed), color: "--plot-4", dash: [2, 3] },
  ];
}

/** The share of attempts that failed, without the last bucket: of one that is still filling it may be any. */
export function toFailures({ failureRate }: Dashboard): PlotSeries[] {
  const values = failureRate.map((rate, index) => (index === failureRate.length - 1 ? null : rate));
  return [{ label: "failed attempts", values, color: "--plot-4", isFilled: true }];
}

/** The three percentiles as lines. */
export function toLatency({ p50, p95, p99 }: LatencySeries): PlotSeries[] {
  return [
    { label: "p50", values: p50, color: "--plot-2", isFilled: true },
    { label: "p95", values: p95, color: "--plot-1", dash: [6, 3] },
    { label: "p99", values: p99, color: "--plot-3", dash: [2, 3] },
  ];
}
