import type { MessageSummary } from "@letsgo/console-api";
import { memo } from "react";
import { Link } from "react-router";
import { formatDuration, formatMoment } from "../components/format.ts";
import { StateBadge } from "../components/state-badge.tsx";
import { toLinkState } from "../message/use-back-to-list.ts";
import classes from "./message-table.module.css";
import type { Selection } from "./use-selection.ts";

/** One message as a row; the id is the link to it. */
export const MessageRow = memo(function MessageRow(props: {
  message: MessageSummary;
  index: number;
  /** Pixels from the top, and high. */
  start: number;
  rowPx: number;
  /** As it is shown, so that a row is drawn anew only when it reads differently. */
  age: string;
  isSelected: boolean;
  onToggle: Selection["toggle"];
  onFocus: Selection["moveTo"];
}) {
  const { message, index, start, rowPx, age, isSelected } = props;
  const { messageId, type, state, note, lastError, acceptedAt, attempts, queueWaitMs, handlerMs, traceId } = message;
  const style = { height: rowPx, top: start };
  return (
    <div
      role="row"
      aria-rowindex={index + 2}
      className={classes.row}
      style={style}
      data-selected={isSelected || undefined}
    >
      <span role="cell" className={classes.check}>
        <input
          type="checkbox"
          tabIndex={-1}
          aria-label={`Select ${messageId}`}
          checked={isSelected}
          onChange={() => props.onToggle(messageId)}
        />
      </span>
      <span role="cell" className={classes.state}>
        <StateBadge state={state} />
      </span>
      <span role="cell" className={classes.type} title={type ?? undefined}>
        {type ?? <i className="muted">no type</i>}
      </span>
      <span role="cell" className={classes.id}>
        <Link
          to={`/messages/${encodeURIComponent(messageId)}`}
          state={toLinkState()}
          className={classes.link}
          data-message-id={messageId}
          title={messageId}
          onFocus={({ target }) => target.matches(":focus-visible") && props.onFocus(messageId)}
        >
          {messageId.slice(0, 8)}
        </Link>
      </span>
      <span
        role="cell"
        className={classes.error}
        data-error={lastError ? true : undefined}
        title={lastError ?? note ?? undefined}
      >
        {lastError ?? note}
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
