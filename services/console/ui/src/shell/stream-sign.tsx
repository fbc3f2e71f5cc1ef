import { Tooltip } from "@mantine/core";
import { useStreamState } from "../live/live-context.tsx";
import classes from "./shell.module.css";

const words = {
  connecting: { word: "Connecting", help: "Waiting for the console's server." },
  open: { word: "Live", help: "Changes are shown as they happen." },
  lost: {
    word: "Offline",
    help: "The console's server does not answer. What is shown may be old; this goes on by itself.",
  },
} as const;

/** Is what is shown up to date? */
export function StreamSign() {
  const state = useStreamState();
  const { word, help } = words[state];
  return (
    <Tooltip label={help} multiline maw={260}>
      <span className={classes.stream} data-state={state} data-testid="stream" role="status">
        <span className={state === "open" ? classes.streamWord : undefined}>{word}</span>
      </span>
    </Tooltip>
  );
}
