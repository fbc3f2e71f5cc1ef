import type { QueuesAnswer } from "@letsgo/console-api";
import { Button, Progress } from "@mantine/core";
import { Icon } from "../components/icon.tsx";
import { useStatus } from "../queries.ts";
import { useChangeLive } from "../shell/use-change-live.ts";
import classes from "./queues.module.css";

const words: Record<QueuesAnswer["polling"], string> = {
  polling: "A worker is polling",
  paused: "The poller is paused",
  nobody: "No worker is polling",
  unknown: "No worker has told anything yet",
};

/** Who receives, how much at once, and the switch that pauses it. */
export function PollerPanel({ queues }: { queues: QueuesAnswer }) {
  const { data: status } = useStatus();
  const { change, isPending } = useChangeLive();
  const { polling, concurrency, batchSize, main } = queues;
  const isPaused = status?.paused.value ?? false;
  const most = concurrency * batchSize;
  const inFlight = main.counts?.inFlight ?? 0;
  return (
    <section
      className={`panel ${classes.card}`}
      aria-labelledby="poller"
      data-alarm={polling === "nobody" || undefined}
    >
      <div className="panel-head">
        <h2 id="poller">Poller</h2>
      </div>
      <div className={classes.poller}>
        <p data-polling={polling} className={classes.polling}>
          <Icon name={polling === "polling" ? "check" : polling === "paused" ? "pause" : "warn"} /> {words[polling]}
        </p>
        <p className="muted num">
          {inFlight} in flight of at most {most}: {concurrency} handler calls at once, batches of {batchSize}
        </p>
        <Progress
          value={most === 0 ? 0 : Math.min(100, (100 * inFlight) / most)}
          aria-label="In flight against concurrency"
        />
      </div>
      <div className={classes.operations}>
        <Button
          leftSection={<Icon name={isPaused ? "play" : "pause"} />}
          disabled={!status?.switches.writable || isPending}
          onClick={() =>
            change(
              { paused: !isPaused },
              isPaused ? "The poller receives again." : "The poller is paused; messages wait.",
            )
          }
        >
          {isPaused ? "Resume" : "Pause"}
        </Button>
        <p className="muted">{status?.switches.reason ?? `from ${status?.paused.source ?? "…"}`}</p>
      </div>
    </section>
  );
}
