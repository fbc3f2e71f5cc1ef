import { type RefObject, useCallback, useEffect, useRef, useState } from "react";
import { rowsOf, topOf } from "./row-window.ts";

/** The rows of a list that are drawn, and how they are scrolled. */
export interface RowWindow {
  readonly scroller: RefObject<HTMLDivElement | null>;
  /** First row drawn, and the one behind the last. */
  readonly first: number;
  readonly end: number;
  /** Belongs to the scroller. */
  readonly onScroll: () => void;
  /** Brings a row into sight by the shortest way. */
  readonly scrollTo: (index: number) => void;
}

/**
 * Follows a scroller over rows that are all of one height, so that arithmetic alone finds those in sight, however many there
 * are and however often their number changes.
 */
export function useRowWindow({ count, rowPx }: { count: number; rowPx: number }): RowWindow {
  const scroller = useRef<HTMLDivElement>(null);
  const [view, setView] = useState({ topPx: 0, heightPx: window.innerHeight });
  useEffect(() => {
    const { current } = scroller;
    if (!current) return;
    const observer = new ResizeObserver(([entry]) => {
      const heightPx = entry?.contentRect.height ?? 0;
      setView((before) => (before.heightPx === heightPx ? before : { ...before, heightPx }));
    });
    observer.observe(current);
    return () => observer.disconnect();
  }, []);
  const onScroll = useCallback(() => setView((before) => ({ ...before, topPx: scroller.current?.scrollTop ?? 0 })), []);
  const scrollTo = useCallback(
    (index: number) => {
      const { current } = scroller;
      if (current)
        current.scrollTop = topOf(index, { topPx: current.scrollTop, heightPx: current.clientHeight, rowPx });
    },
    [rowPx],
  );
  return { scroller, ...rowsOf({ ...view, rowPx, count }), onScroll, scrollTo };
}
