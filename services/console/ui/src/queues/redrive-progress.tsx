import type { Redrive } from "@letsgo/console-api";
import { Button, Progress } from "@mantine/core";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { ApiError, api } from "../api.ts";
import { formatCount } from "../components/format.ts";
import { tellFailed } from "../components/outcome.tsx";
import { askForRedrive, closeRedrive, keepRedrive, useRedrive } from "../queries.ts";
import classes from "./redrive-progress.module.css";

/** How far the last redrive has come; it can be stopped. Above every view: it goes on whichever one looks at. */
export function RedriveProgress() {
  const client = useQueryClient();
  const redrive = useRedrive();
  const { mutate, isPending } = useMutation({
    mutationFn: (id: string) => api.cancelRedrive(id),
    onSuccess: (stopped) => keepRedrive(client, stopped),
    onError(error) {
      if (error instanceof ApiError && error.status === 404) void askForRedrive(client);
      else tellFailed("Not stopped", error);
    },
  });
  if (!redrive) return null;
  const { state, total, moved } = redrive;
  const isRunning = state === "running";
  return (
    <section className={classes.redrive} aria-label="Redrive">
      <p role="status" data-testid="redrive">
        {tell(redrive)}
      </p>
      <Progress
        className={classes.bar ?? ""}
        aria-label="Dead letters moved"
        value={total === 0 ? 100 : (100 * moved) / total}
        animated={isRunning}
      />
      {isRunning ? (
        <Button loading={isPending} onClick={() => mutate(redrive.redriveId)}>
          Stop
        </Button>
      ) : (
        <Button variant="subtle" onClick={() => closeRedrive(client)}>
          Close
        </Button>
      )}
    </section>
  );
}

// --- internal ---

function tell({ state, moved, total, missing, problem }: Redrive): string {
  const count = `${formatCount(moved)} of ${formatCount(total)} dead letters`;
  const were = missing.length === 1 ? "was" : "were";
  const rest = missing.length > 0 ? ` ${formatCount(missing.length)} ${were} not in the dead-letter queue.` : "";
  if (state === "running") return `Redriving: ${count} moved.${rest}`;
  if (state === "done") return `Redriven: ${count} moved.${rest}`;
  if (state === "cancelled") return `Stopped: ${count} moved; they stay moved.${rest}`;
  return `The redrive failed after ${count}: ${problem ?? "nobody told why"}${rest}`;
}
