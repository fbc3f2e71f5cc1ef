import type { Dashboard } from "@letsgo/console-api";
import { useMemo } from "react";
import { formatDuration } from "../components/format.ts";
import { Plot } from "../plot/lazy-plot.tsx";
import classes from "./dashboard.module.css";
import { toFailures, toLatency, toPerSecond } from "./to-series.ts";

/** The four plots. */
export function DashboardPlots({ dashboard }: { dashboard: Dashboard }) {
  const { at } = dashboard;
  const plots = useMemo(
    () => ({
      throughput: toPerSecond(dashboard),
      failures: toFailures(dashboard),
      wait: toLatency(dashboard.queueWait),
      handler: toLatency(dashboard.handler),
    }),
    [dashboard],
  );
  return (
    <div className={classes.plots}>
      <div className="panel">
        <Plot title="Throughput" at={at} series={plots.throughput} format={toRate} least={0.01} />
      </div>
      <div className="panel">
        <Plot title="Failure rate" at={at} series={plots.failures} format={toPercent} />
      </div>
      <div className="panel">
        <Plot title="Queue wait" at={at} series={plots.wait} format={formatDuration} least={4} />
      </div>
      <div className="panel">
        <Plot title="Handler" at={at} series={plots.handler} format={formatDuration} least={4} />
      </div>
    </div>
  );
}

// --- internal ---

function toRate(perSecond: number): string {
  return `${perSecond >= 10 ? Math.round(perSecond) : Number(perSecond.toPrecision(2))}/s`;
}

function toPercent(rate: number): string {
  return `${Number((rate * 100).toPrecision(2))} %`;
}
