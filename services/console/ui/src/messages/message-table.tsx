import { useMediaQuery } from "@mantine/hooks";
import { useVirtualizer } from "@tanstack/react-virtual";
import { useEffect, useRef } from "react";
import { formatAge } from "../components/format.ts";
import { useNow } from "../components/use-now.ts";
import { MessageRow } from "./message-row.tsx";
import classes from "./message-table.module.css";
import type { MessageList } from "./use-message-list.ts";
import { useRowKeys } from "./use-row-keys.ts";
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
  const scroller = useRef<HTMLDivElement>(null);
  const isNarrow = useMediaQuery("(max-width: 48em)", window.innerWidth <= 768);
  const rowPx = isNarrow ? NARROW_ROW_PX : ROW_PX;
  const now = useNow();
  const virtualizer = useVirtualizer({
    count: list.count,
    getScrollElement: () => scroller.current,
    estimateSize: () => rowPx,
    overscan: 8,
    useFlushSync: false,
  });
  // biome-ignore lint/correctness/useExhaustiveDependencies: rows of another height are laid out anew
  useEffect(() => virtualizer.measure(), [virtualizer, rowPx]);
  const rows = virtualizer.getVirtualItems();
  // In steps, so that the view around is drawn anew when other pages are wanted, and not with each row.
  const first = toStep(rows[0]?.index ?? 0, Math.floor);
  const last = toStep(rows.at(-1)?.index ?? 0, Math.ceil);
  useEffect(() => onRange([first, last]), [first, last, onRange]);
  useRowKeys(list, selection, (index) => virtualizer.scrollToIndex(index));
  return (
    <div role="table" aria-label="Messages" aria-rowcount={list.count + 1} className={classes.table}>
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
      <div
        ref={scroller}
        id="message-rows"
        role="rowgroup"
        tabIndex={-1}
        className={classes.scroller}
        onScroll={({ currentTarget }) => props.onScrolled(currentTarget.scrollTop > 4)}
      >
        <div role="presentation" className={classes.height} style={{ height: virtualizer.getTotalSize() }}>
          {rows.map(({ index, start }) => {
            const message = list.rowAt(index);
            const style = { height: rowPx, top: start };
            if (!message) return <div key={`empty-${index}`} className={classes.skeleton} style={style} />;
            return (
              <MessageRow
                key={message.messageId}
                {...{ message, index, start, rowPx }}
                age={formatAge(Math.max(0, now - message.acceptedAt))}
                isSelected={selection.ids.has(message.messageId)}
                onToggle={selection.toggle}
                onFocus={selection.moveTo}
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
