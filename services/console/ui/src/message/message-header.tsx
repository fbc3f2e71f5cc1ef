import { type MessageDetail, NEVER_ACCEPTED } from "@letsgo/console-api";
import { ActionIcon, Tooltip } from "@mantine/core";
import { CopyButton } from "../components/copy-button.tsx";
import { formatCountdown, formatMoment, plural } from "../components/format.ts";
import { Icon } from "../components/icon.tsx";
import { StateBadge } from "../components/state-badge.tsx";
import { toVisible } from "../components/to-visible.ts";
import { useNow } from "../components/use-now.ts";
import classes from "./message.module.css";
import { MessageActions } from "./message-actions.tsx";
import { useBackToList } from "./use-back-to-list.ts";

/** What it is, where it is now, and what can be done with it. */
export function MessageHeader({ message }: { message: MessageDetail }) {
  const { messageId, type, state, note, attempts, mode, acceptedAt, lastError } = message;
  const isRefused = note === NEVER_ACCEPTED;
  const back = useBackToList();
  return (
    <header className={classes.header}>
      <div className={classes.title}>
        <Tooltip label="Back to the list (u)">
          <ActionIcon aria-label="Back to the list" onClick={back}>
            <Icon name="back" size={16} />
          </ActionIcon>
        </Tooltip>
        <h1>{type === null ? "Message without a type" : toVisible(type)}</h1>
        <StateBadge state={state} />
        {note && <span className="muted">{note}</span>}
        <span className={classes.id}>
          <code className="mono">{toVisible(messageId)}</code>
          <CopyButton text={messageId} label="Copy the id" />
        </span>
      </div>
      <MessageActions message={message} />
      <p className={classes.where}>
        <Where message={message} />
        <span className="muted" title={formatMoment(acceptedAt)}>
          {plural(attempts, "attempt")} · {mode ?? "mode unknown"} · {isRefused ? "refused" : "accepted"}{" "}
          {formatMoment(acceptedAt)}
        </span>
      </p>
      {isRefused && lastError && <p className={classes.refusal}>{toVisible(lastError)}</p>}
    </header>
  );
}

// --- internal ---

/** The server's sentence, and a clock that counts down to when the message can be seen again. */
function Where({ message }: { message: MessageDetail }) {
  const now = useNow();
  const leftMs = message.visibleAt === null ? 0 : message.visibleAt - now;
  return (
    <span role="status" aria-live="off">
      {toLocal(message.where)}
      {leftMs > 0 && (
        <strong className={classes.countdown} data-testid="countdown">
          visible again in {formatCountdown(leftMs)}
        </strong>
      )}
    </span>
  );
}

/** The server writes moments in UTC; people read local time. */
function toLocal(sentence: string): string {
  return sentence
    .replace(/\d{4}-\d\d-\d\dT[\d:.]+Z/, (moment) => new Date(moment).toLocaleTimeString())
    .replace(/ \(in \d+ s\)/, "");
}
