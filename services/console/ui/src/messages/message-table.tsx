import { useMediaQuery } from "@mantine/hooks";
import { type ChangeEvent, type FocusEvent, useCallback, useEffect } from "react";
import { formatAge } from "../components/format.ts";
import { useNow } from "../components/use-now.ts";
import { MessageRow } from "./message-row.tsx";
import classes from "./message-table.module.css";
import type { MessageList } from "./use-message-list.ts";
import { useOpenMessage } from "./use-open-message.ts";
import { useRowKeys } from "./use-row-keys.ts";
import { useRowWindow } from "./use-row-window.ts";
import type { Selection } from "./use-selection.ts";

const ROW_PX = 32;
/** On narrow screens a message takes two lines. */
const NARROW_ROW_PX = 58;
const columns = ["State", "Type", "Id", "Last error", "Age", "Attempts", "Waited", "Handler", "Trace"];

/** The rows near the window; the rest is empty height. */
export function MessageTable(props: {
  list: MessageList;
  selection: Selection;
  onScrolled: (isScrolled: boolean) => void;
  onRange: (range: readonly [number, number]) => void;
}) {
  const { list, selection, onRange } = props;
  const { toggle, moveTo } = selection;
  const isNarrow = useMediaQuery("(max-width: 48em)", window.innerWidth <= 768);
  const rowPx = isNarrow ? NARROW_ROW_PX : ROW_PX;
  const { scroller, first, end, heightPx, scrollTo } = useRowWindow({ count: list.count, rowPx });
  // In steps, so that the view around is drawn anew when other pages are wanted, and not with each row.
  const [from, to] = [toStep(first, Math.floor), toStep(end, Math.ceil)];
  useEffect(() => onRange([from, to]), [from, to, onRange]);
  useRowKeys(list, selection, scrollTo);
  const open = useOpenMessage();
  const onToggle = useCallback(({ target }: ChangeEvent<HTMLInputElement>) => toggle(target.value), [toggle]);
  const onFocus = ({ target }: FocusEvent<HTMLElement>) => {
    const { messageId } = target.dataset;
    if (messageId !== undefined && target.matches(":focus-visible")) moveTo(messageId);
  };
  const now = useNow();
  return (
    <div role="table" aria-label="Messages" aria-rowcount={list.count + 1} className={classes.table}>
      <Head />
      <div
        ref={scroller}
        id="message-rows"
        role="rowgroup"
        tabIndex={-1}
        className={classes.scroller}
        onFocus={onFocus}
        onScroll={({ currentTarget }) => props.onScrolled(currentTarget.scrollTop > 4)}
      >
        <div role="presentation" className={classes.height} style={{ height: heightPx }}>
          {Array.from({ length: end - first }, (_, offset) => {
            const index = first + offset;
            const start = index * rowPx;
            const message = list.rowAt(index);
            if (!message)
              return <div key={`empty-${index}`} className={classes.skeleton} style={{ height: rowPx, top: start }} />;
            return (
              <MessageRow
                key={message.messageId}
                {...{ message, index, start, rowPx, onToggle }}
                age={formatAge(Math.max(0, now - message.acceptedAt))}
                isSelected={selection.ids.has(message.messageId)}
                onOpen={open}
              />
            );
          })}
        </div>
      </div>
    </div>
  );
}

// --- internal ---

const STEP_ROWS = 50;

function toStep(index: number, round: (value: number) => number): number {
  return round(index / STEP_ROWS) * STEP_ROWS;
}

function Head() {
  return (
    <div role="row" className={classes.head} aria-rowindex={1}>
      <span role="columnheader" className="visually-hidden">
        Select
      </span>
      {columns.map((name) => (
        <span key={name} role="columnheader">
          {name}
        </span>
      ))}
    </div>
  );
}
