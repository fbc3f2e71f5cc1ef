import { SegmentedControl, Tooltip } from "@mantine/core";
import { useStatus } from "../queries.ts";
import classes from "./shell.module.css";
import { useChangeLive } from "./use-change-live.ts";

/** How messages travel: direct or queued; switched while the stack runs. */
export function ModeSwitch() {
  const { data: status } = useStatus();
  const { change, isPending } = useChangeLive();
  if (!status) return null;
  const { mode, switches } = status;
  const help =
    switches.reason ?? `Mode ${mode.value}, from ${mode.source}. What is queued is still drained in direct mode.`;
  return (
    <>
      <span className={classes.source}>mode from {mode.source}</span>
      <Tooltip label={help} multiline maw={300}>
        <SegmentedControl
          size="xs"
          aria-label="Mode"
          data={["direct", "queued"]}
          value={mode.value}
          disabled={!switches.writable || isPending}
          onChange={(value) => change({ mode: value }, `Mode is ${value} now.`)}
        />
      </Tooltip>
    </>
  );
}
