import type { MessageState } from "@letsgo/console-api";
import { Icon, type IconName } from "./icon.tsx";
import classes from "./state-badge.module.css";

/** Each state's shape; colour alone tells nothing. */
export const stateIcons: Record<MessageState, IconName> = {
  delayed: "clock",
  waiting: "queue",
  "in flight": "play",
  succeeded: "check",
  failed: "cross",
  dead: "stop",
  deleted: "trash",
};

/** A message's state in shape, word and colour. */
export function StateBadge({ state }: { state: MessageState }) {
  return (
    <span className={classes.badge} data-state={state}>
      <Icon name={stateIcons[state]} size={12} />
      {state}
    </span>
  );
}
