import { Skeleton } from "@mantine/core";
import { ProblemNotice } from "../components/problem-notice.tsx";
import { useQueues } from "../queries.ts";
import { DepthHistory } from "./depth-history.tsx";
import { Differences } from "./differences.tsx";
import { Notices } from "./notices.tsx";
import { PeekPanel } from "./peek-panel.tsx";
import { PollerPanel } from "./poller-panel.tsx";
import { QueueCard } from "./queue-card.tsx";
import classes from "./queues.module.css";

/** The queue and its dead-letter queue: now, over time, and what may be done. */
export function QueuesView() {
  const { data: queues, error, refetch } = useQueues();
  if (error && !queues) return <ProblemNotice error={error} onRetry={() => void refetch()} />;
  if (!queues) return <Skeleton height={160} m="sm" />;
  return (
    <div className={classes.view}>
      <h1 className="visually-hidden">Queues</h1>
      <div className={classes.cards}>
        <QueueCard queue={queues.main} />
        <QueueCard queue={queues.dlq} />
        <PollerPanel queues={queues} />
      </div>
      <Notices />
      <Differences differences={queues.differences} />
      <DepthHistory />
      <PeekPanel queues={queues} />
    </div>
  );
}
