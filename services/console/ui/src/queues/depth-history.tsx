import { useQuery } from "@tanstack/react-query";
import { useMemo } from "react";
import { api } from "../api.ts";
import { formatCount } from "../components/format.ts";
import { ProblemNotice } from "../components/problem-notice.tsx";
import { Plot } from "../plot/lazy-plot.tsx";
import { MinutesSelect, useMinutes } from "../plot/minutes-select.tsx";
import type { PlotSeries } from "../plot/plot-series.ts";
import { keys } from "../query-keys.ts";

/** Depths over time. */
export function DepthHistory() {
  const [minutes, setMinutes] = useMinutes();
  const { data, error } = useQuery({
    queryKey: keys.history(minutes),
    queryFn: ({ signal }) => api.queueHistory(minutes, signal),
    refetchInterval: 2_000,
  });
  const series = useMemo(
    (): PlotSeries[] => [
      { label: "waiting", values: data?.waiting ?? [], color: "--plot-3", isFilled: true },
      { label: "in flight", values: data?.inFlight ?? [], color: "--plot-1", dash: [6, 3] },
      { label: "delayed", values: data?.delayed ?? [], color: "--violet", dash: [2, 3] },
      { label: "dead letters", values: data?.dlq ?? [], color: "--plot-4", dash: [10, 3] },
    ],
    [data],
  );
  return (
    <section className="panel" aria-labelledby="depths">
      <div className="panel-head">
        <h2 id="depths">Depth over time</h2>
        <MinutesSelect minutes={minutes} onChange={setMinutes} />
      </div>
      {error && !data && <ProblemNotice error={error} />}
      <Plot
        title="Messages"
        at={data?.at ?? []}
        series={series}
        minutes={minutes}
        least={4}
        format={(value) => (Number.isInteger(value) ? formatCount(value) : "")}
      />
    </section>
  );
}
