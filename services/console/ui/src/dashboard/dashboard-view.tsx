import { Select, Skeleton } from "@mantine/core";
import { keepPreviousData, useQuery } from "@tanstack/react-query";
import { Link, useSearchParams } from "react-router";
import { api } from "../api.ts";
import { EmptyState } from "../components/empty-state.tsx";
import { ProblemNotice } from "../components/problem-notice.tsx";
import { MinutesSelect, useMinutes } from "../plot/minutes-select.tsx";
import { useCatalogue } from "../queries.ts";
import classes from "./dashboard.module.css";
import { DashboardPlots } from "./dashboard-plots.tsx";
import { TypeTable } from "./type-table.tsx";

/** Throughput, failures and latency over time. */
export function DashboardView() {
  const [minutes, setMinutes] = useMinutes();
  const [params, setParams] = useSearchParams();
  const type = params.get("type");
  const { data: catalogue } = useCatalogue();
  const { data, error, refetch } = useQuery({
    queryKey: ["dashboard", minutes, type],
    queryFn: ({ signal }) => api.dashboard({ minutes, ...(type && { type }) }, signal),
    refetchInterval: 2_000,
    placeholderData: keepPreviousData,
  });
  const setType = (next: string | null) =>
    setParams(
      (before) => {
        if (next) before.set("type", next);
        else before.delete("type");
        return before;
      },
      { replace: true },
    );
  const types = new Set([...(catalogue?.types.map((each) => each.type) ?? []), ...(type ? [type] : [])]);
  return (
    <div className={classes.view}>
      <div className={classes.head}>
        <h1>Dashboard</h1>
        <Select
          size="xs"
          aria-label="Type"
          placeholder="All types"
          clearable
          clearButtonProps={{ "aria-label": "All types" }}
          data={[...types]}
          value={type}
          onChange={setType}
        />
        <MinutesSelect minutes={minutes} onChange={setMinutes} />
      </div>
      {error && !data && <ProblemNotice error={error} onRetry={() => void refetch()} />}
      {!data && !error && <Skeleton height={240} />}
      {data && data.types.length === 0 && <NothingHappened />}
      {data && data.types.length > 0 && <DashboardPlots dashboard={data} />}
      {data && data.types.length > 0 && <TypeTable types={data.types} onType={setType} />}
    </div>
  );
}

// --- internal ---

function NothingHappened() {
  return (
    <EmptyState icon="chart" title="Nothing happened in this time" action={<Link to="/send">Send a message</Link>}>
      Throughput, failures and latency are plotted here as messages come. Look further back above, or send one.
    </EmptyState>
  );
}
