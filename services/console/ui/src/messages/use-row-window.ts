import { useVirtualizer } from "@tanstack/react-virtual";
import { type RefObject, useEffect, useRef } from "react";

/** The rows of a list that are drawn, and how they are scrolled. */
export interface RowWindow {
  readonly scroller: RefObject<HTMLDivElement | null>;
  /** First row drawn, and the one behind the last. */
  readonly first: number;
  readonly end: number;
  /** Of all rows together. */
  readonly heightPx: number;
  /** Brings a row into sight by the shortest way. */
  readonly scrollTo: (index: number) => void;
}

/**
 * Follows a scroller over rows that are all of one height. Of TanStack Virtual's answer two numbers are kept: whoever draws
 * rows knows by them where each is.
 */
export function useRowWindow({ count, rowPx }: { count: number; rowPx: number }): RowWindow {
  const scroller = useRef<HTMLDivElement>(null);
  const virtualizer = useVirtualizer({
    count,
    getScrollElement: () => scroller.current,
    estimateSize: () => rowPx,
    overscan: OVERSCAN_ROWS,
    useFlushSync: false,
  });
  // biome-ignore lint/correctness/useExhaustiveDependencies: rows of another height are laid out anew
  useEffect(() => virtualizer.measure(), [virtualizer, rowPx]);
  const rows = virtualizer.getVirtualItems();
  return {
    scroller,
    first: rows[0]?.index ?? 0,
    end: (rows.at(-1)?.index ?? -1) + 1,
    heightPx: virtualizer.getTotalSize(),
    scrollTo: (index) => virtualizer.scrollToIndex(index),
  };
}

// --- internal ---

/** Rows that are drawn beyond each edge, so that a step of a wheel finds its rows there. */
const OVERSCAN_ROWS = 4;
