import type { MessageSummary } from "@letsgo/console-api";
import { useQuery } from "@tanstack/react-query";
import { useCallback, useMemo, useReducer } from "react";
import { api } from "../api.ts";
import { type Filters, toParams, toQuery } from "./filters.ts";
import { listKey, PAGE_ROWS } from "./list-key.ts";
import { toShown } from "./live-list.ts";
import { useLiveRows } from "./use-live-rows.ts";
import { usePages } from "./use-pages.ts";

/** The list as a table of rows, of which only those near the window are in memory. */
export interface MessageList {
  /** How many rows there are to scroll through. */
  readonly count: number;
  /** undefined: not loaded. */
  rowAt(index: number): MessageSummary | undefined;
  /** How many new ones wait while the list is held. */
  readonly waiting: number;
  /** Starts anew from the top. */
  readonly restart: () => void;
  readonly isLoading: boolean;
  readonly error: Error | null;
}

/**
 * The messages that match, newest first, live. The first page's top holds the old part still, so that rows stay where they
 * are while new ones come above.
 *
 * @param isHeld new ones wait
 * @param range first and last row of the window
 */
export function useMessageList(filters: Filters, isHeld: boolean, range: readonly [number, number]): MessageList {
  const [epoch, restart] = useReducer((count: number) => count + 1, 0);
  const name = toParams(filters).toString();
  // The window of time slides on at each start only: pages of one list must agree.
  // biome-ignore lint/correctness/useExhaustiveDependencies: the name stands for the filters
  const query = useMemo(() => ({ ...toQuery(filters, Date.now()), limit: PAGE_ROWS }), [name, epoch]);
  const head = useQuery({
    queryKey: listKey(name, epoch),
    queryFn: ({ signal }) => api.messages(query, signal),
    placeholderData: (data, before) => (before?.queryKey[1] === name ? data : undefined),
    staleTime: Number.POSITIVE_INFINITY,
    gcTime: 5_000,
    structuralSharing: false,
  });
  const isReady = head.data !== undefined && !head.isPlaceholderData;
  const anchor = head.data?.messages[0]?.position ?? 0;
  const change = head.data?.change ?? 0;
  const list = useLiveRows({ filters, name: `${name}/${epoch}`, anchor, change, isReady, isHeld, restart });
  const { shown, waiting } = useMemo(() => toShown(list), [list]);
  const [first, last] = range;
  const pages = usePages({
    name: `${name}/${epoch}`,
    query: { ...query, before: anchor + 1 },
    head: head.data,
    range: [first - shown.length, last - shown.length],
  });
  const rowAt = useCallback(
    (index: number) => (index < shown.length ? shown[index] : pages.rowAt(index - shown.length)),
    [shown, pages],
  );
  const count = shown.length + pages.count;
  return { count, rowAt, waiting, restart, isLoading: head.isPending, error: head.error };
}
