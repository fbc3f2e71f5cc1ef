import type { Loss } from "@letsgo/console-api";
import { Button } from "@mantine/core";
import { formatTime, plural } from "../components/format.ts";
import { Icon } from "../components/icon.tsx";
import { sumByService } from "./losses.ts";
import classes from "./shell.module.css";
import { useDismissedLosses } from "./use-dismissed-losses.ts";

/** What could not be told, by whom and when; closed by a person, it stays away until more is lost. */
export function LossWarning({ losses }: { losses: readonly Loss[] }) {
  const { shown, dismiss } = useDismissedLosses(losses);
  if (shown.length === 0) return null;
  const total = shown.reduce((sum, { events }) => sum + events, 0);
  return (
    <div className={classes.warning} data-kind="warn" data-testid="losses">
      <Icon name="warn" />
      <span className={classes.words}>
        {plural(total, "event")} could not be told and {total === 1 ? "is" : "are"} lost:{" "}
        {sumByService(shown)
          .map(({ service, events, from, to }) => `${service} ${events}, ${formatTime(from)} to ${formatTime(to)}`)
          .join("; ")}
        . Messages under way then may be shown incomplete; their pages say so.
      </span>
      <Button variant="subtle" onClick={dismiss}>
        Dismiss
      </Button>
    </div>
  );
}
