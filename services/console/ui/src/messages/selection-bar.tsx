import { Button } from "@mantine/core";
import { plural } from "../components/format.ts";
import { useRedriveAction } from "../queues/use-redrive-action.tsx";
import classes from "./messages.module.css";
import type { Selection } from "./use-selection.ts";

/** What can be done with the selected. */
export function SelectionBar({ selection }: { selection: Selection }) {
  const redrive = useRedriveAction(selection.clear);
  if (selection.ids.size === 0) return null;
  return (
    <section className={classes.selected} aria-label="Selected messages">
      <strong>{plural(selection.ids.size, "message")} selected</strong>
      <Button
        disabled={!redrive.isAllowed}
        title={redrive.reason ?? undefined}
        onClick={() => redrive.ask([...selection.ids])}
      >
        Redrive selected
      </Button>
      <Button variant="subtle" onClick={selection.clear}>
        Let go
      </Button>
      {redrive.dialog}
    </section>
  );
}
