import type { QueueRole, QueuesAnswer } from "@letsgo/console-api";
import { Button, SegmentedControl } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { api } from "../api.ts";
import { plural } from "../components/format.ts";
import { ProblemNotice } from "../components/problem-notice.tsx";
import { keys } from "../query-keys.ts";
import { PeekTable } from "./peek-table.tsx";
import classes from "./queues.module.css";

/** What lies in a queue, seen without receiving. */
export function PeekPanel({ queues }: { queues: QueuesAnswer }) {
  const isDeadFirst = (queues.dlq.counts?.waiting ?? 0) > 0;
  const [role, setRole] = useState<QueueRole>(isDeadFirst ? "dlq" : "main");
  const { data, error, isFetching, refetch } = useQuery({
    queryKey: [...keys.peek, role],
    queryFn: ({ signal }) => api.peek(role, signal),
    enabled: queues.canPeek,
    refetchInterval: 3_000,
  });
  return (
    <section className="panel" aria-labelledby="peek">
      <div className="panel-head">
        <h2 id="peek">Peek</h2>
        <span className="muted">{queues.peekNote ?? "Nothing is received by looking."}</span>
        <span className={classes.peekTools}>
          <SegmentedControl
            size="xs"
            aria-label="Queue to look into"
            data={[
              { value: "main", label: "Main queue" },
              { value: "dlq", label: "Dead letters" },
            ]}
            value={role}
            onChange={(value) => setRole(value)}
          />
          <Button loading={isFetching} disabled={!queues.canPeek} onClick={() => void refetch()}>
            Look again
          </Button>
        </span>
      </div>
      {error && <ProblemNotice error={error} onRetry={() => void refetch()} />}
      {data && data.messages.length === 0 && <p className={classes.none}>Nothing lies in {data.queue}.</p>}
      {data && data.messages.length > 0 && <PeekTable messages={data.messages} isDead={role === "dlq"} />}
      {data && data.total > data.messages.length && (
        <p className={classes.none}>
          The {data.messages.length} oldest of {plural(data.total, "message")}.
        </p>
      )}
    </section>
  );
}
