import type { QueueNow } from "@letsgo/console-api";
import { Button } from "@mantine/core";
import { useState } from "react";
import { Link } from "react-router";
import { formatAge, formatCount } from "../components/format.ts";
import { Icon } from "../components/icon.tsx";
import { useNow } from "../components/use-now.ts";
import { useStatus } from "../queries.ts";
import { PurgeDialog } from "./purge-dialog.tsx";
import classes from "./queues.module.css";
import { useRedriveAction } from "./use-redrive-action.tsx";

/** One queue as it is, and its operations. */
export function QueueCard({ queue }: { queue: QueueNow }) {
  const { role, name, counts, unreadable } = queue;
  const isDlq = role === "dlq";
  const total = counts ? counts.waiting + counts.inFlight + counts.delayed : 0;
  return (
    <section
      className={`panel ${classes.card}`}
      data-alarm={(isDlq && total > 0) || undefined}
      aria-labelledby={`queue-${role}`}
    >
      <div className="panel-head">
        <h2 id={`queue-${role}`}>
          {isDlq ? "Dead-letter queue" : "Main queue"} <code className="mono muted">{name}</code>
        </h2>
      </div>
      {counts ? (
        <dl className={classes.counts}>
          <Count name={isDlq ? "dead letters" : "waiting"} value={counts.waiting} isMain />
          <Count name="in flight" value={counts.inFlight} />
          <Count name="delayed" value={counts.delayed} />
          <Oldest at={queue.oldestAt} />
        </dl>
      ) : (
        <p className={classes.unreadable} role="alert">
          <Icon name="warn" /> It could not be read: {unreadable}
        </p>
      )}
      <Operations queue={queue} total={total} />
    </section>
  );
}

// --- internal ---

function Count({ name, value, isMain = false }: { name: string; value: number; isMain?: boolean }) {
  return (
    <div data-main={isMain || undefined}>
      <dt>{name}</dt>
      <dd className="num">{formatCount(value)}</dd>
    </div>
  );
}

function Oldest({ at }: { at: number | null }) {
  const now = useNow();
  return (
    <div>
      <dt>oldest</dt>
      <dd className="num">{at === null ? "–" : formatAge(Math.max(0, now - at))}</dd>
    </div>
  );
}

function Operations({ queue, total }: { queue: QueueNow; total: number }) {
  const { data: status } = useStatus();
  const redrive = useRedriveAction();
  const [isPurging, setPurging] = useState(false);
  const isDlq = queue.role === "dlq";
  const reason = status?.actions.reason ?? null;
  return (
    <div className={classes.operations}>
      {isDlq && (
        <Button
          variant={total > 0 ? "filled" : "default"}
          leftSection={<Icon name="up" />}
          disabled={!redrive.isAllowed || total === 0}
          onClick={() => redrive.ask()}
        >
          Redrive all
        </Button>
      )}
      <Button leftSection={<Icon name="trash" />} disabled={!status?.actions.allowed} onClick={() => setPurging(true)}>
        Purge…
      </Button>
      <Button
        component={Link}
        to={isDlq ? "/messages?state=dead" : "/messages?state=waiting&state=delayed"}
        variant="subtle"
      >
        Show messages
      </Button>
      {reason && <p className="muted">{reason}</p>}
      <PurgeDialog queue={queue} opened={isPurging} onClose={() => setPurging(false)} />
      {redrive.dialog}
    </div>
  );
}
