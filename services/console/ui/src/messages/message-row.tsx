import type { MessageSummary } from "@letsgo/console-api";
import { type ChangeEvent, type MouseEvent, memo } from "react";
import { formatDuration, formatMoment } from "../components/format.ts";
import { StateBadge } from "../components/state-badge.tsx";
import { toVisible } from "../components/to-visible.ts";
import classes from "./message-table.module.css";

/**
 * One message as a row; the id is the link to it. It has no hooks and makes no functions: a list that is scrolled fast draws
 * hundreds of these a second.
 */
export const MessageRow = memo(function MessageRow(props: {
  message: MessageSummary;
  index: number;
  /** Pixels from the top, and high. */
  start: number;
  rowPx: number;
  /** As it is shown, so that a row is drawn anew only when it reads differently. */
  age: string;
  isSelected: boolean;
  /** The box's value is the message's id. */
  onToggle: (event: ChangeEvent<HTMLInputElement>) => void;
  onOpen: (event: MouseEvent<HTMLAnchorElement>) => void;
}) {
  const { message, index, start, rowPx, age, isSelected } = props;
  const { messageId, type, state, note, lastError, acceptedAt, attempts, queueWaitMs, handlerMs, traceId } = message;
  const name = type === null ? undefined : toVisible(type);
  const words = lastError ?? note;
  const told = words === null ? undefined : toVisible(words);
  return (
    <div
      role="row"
      aria-rowindex={index + 2}
      className={classes.row}
      style={{ height: rowPx, top: start }}
      data-selected={isSelected || undefined}
    >
      <span role="cell" className={classes.check}>
        <input
          type="checkbox"
          tabIndex={-1}
          aria-label={`Select ${messageId}`}
          value={messageId}
          checked={isSelected}
          onChange={props.onToggle}
        />
      </span>
      <span role="cell" className={classes.state}>
        <StateBadge state={state} />
      </span>
      <span role="cell" className={classes.type} title={name}>
        {name ?? <i className="muted">no type</i>}
      </span>
      <span role="cell" className={classes.id}>
        <a
          href={`/messages/${encodeURIComponent(messageId)}`}
          className={classes.link}
          data-message-id={messageId}
          title={messageId}
          onClick={props.onOpen}
        >
          {toVisible(messageId.slice(0, 8))}
        </a>
      </span>
      <span role="cell" className={classes.error} data-error={lastError ? true : undefined} title={told}>
        {told}
      </span>
      <span role="cell" className={classes.number} title={formatMoment(acceptedAt)}>
        {age}
      </span>
      <span role="cell" className={classes.attempts} data-many={attempts > 1 || undefined}>
        {attempts}
        <span className={classes.unit}>{attempts === 1 ? " attempt" : " attempts"}</span>
      </span>
      <span role="cell" className={classes.wait}>
        {queueWaitMs === null ? "–" : formatDuration(queueWaitMs)}
      </span>
      <span role="cell" className={classes.number}>
        {handlerMs === null ? "–" : formatDuration(handlerMs)}
      </span>
      <span role="cell" className={classes.trace} title={traceId ?? undefined}>
        {traceId ? traceId.slice(0, 8) : "–"}
      </span>
    </div>
  );
});
