import type { MessageDetail } from "@letsgo/console-api";
import { formatCount, formatTime, plural } from "../components/format.ts";
import { Icon } from "../components/icon.tsx";
import { sumByService } from "../shell/losses.ts";
import classes from "./message.module.css";

/** Says why what is shown of a message may not be all. */
export function IncompleteNote({ message: { losses, omitted } }: { message: MessageDetail }) {
  if (losses.length === 0 && omitted === 0) return null;
  return (
    <div className={classes.incomplete} role="note" data-testid="incomplete">
      {sumByService(losses).map(({ service, events, from, to }) => (
        <p key={service}>
          <Icon name="warn" /> {plural(events, "event")} of {service} {events === 1 ? "was" : "were"} lost between{" "}
          {formatTime(from)} and {formatTime(to)}, while this message was under way: what is shown of it may not be all.
        </p>
      ))}
      {omitted > 0 && (
        <p>
          <Icon name="warn" /> {formatCount(omitted)} of its events and log lines are not kept: of one message it is 500
          of each.
        </p>
      )}
    </div>
  );
}
