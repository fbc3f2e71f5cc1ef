import { type MessageState, messageStates } from "@letsgo/console-api";
import { memo } from "react";
import { formatCount } from "../components/format.ts";
import { Icon } from "../components/icon.tsx";
import { stateIcons } from "../components/state-badge.tsx";
import { useStatus } from "../queries.ts";
import type { Filters } from "./filters.ts";
import classes from "./state-chips.module.css";

/** How many messages stand where; each narrows the list to its state. */
export const StateChips = memo(function StateChips(props: {
  filters: Filters;
  onChange: (part: Partial<Filters>) => void;
}) {
  const { data: status } = useStatus();
  const { state: chosen } = props.filters;
  const all = status && Object.values(status.states).reduce((sum, count) => sum + count, 0);
  const toggle = (state: MessageState) =>
    props.onChange({ state: chosen.includes(state) ? chosen.filter((each) => each !== state) : [...chosen, state] });
  return (
    <fieldset className={classes.chips}>
      <legend className="visually-hidden">State</legend>
      <button type="button" aria-pressed={chosen.length === 0} onClick={() => props.onChange({ state: [] })}>
        all <b className="num">{all === undefined ? "–" : formatCount(all)}</b>
      </button>
      {messageStates.map((state) => (
        <button
          key={state}
          type="button"
          data-state={state}
          data-none={status?.states[state] === 0 || undefined}
          aria-pressed={chosen.includes(state)}
          onClick={() => toggle(state)}
        >
          <Icon name={stateIcons[state]} size={13} />
          {state} <b className="num">{status ? formatCount(status.states[state]) : "–"}</b>
        </button>
      ))}
    </fieldset>
  );
});
