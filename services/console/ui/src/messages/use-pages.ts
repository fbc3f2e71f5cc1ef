import type { MessageSummary, MessagesPage, MessagesQuery } from "@letsgo/console-api";
import { useQueries } from "@tanstack/react-query";
import { useRef } from "react";
import { api } from "../api.ts";
import { keys } from "../query-keys.ts";
import { PAGE_ROWS } from "./list-key.ts";

/** The old part of a list. */
export interface Pages {
  readonly count: number;
  rowAt(index: number): MessageSummary | undefined;
}

/** Loads the pages that the window shows and lets go of the others a little later. */
export function usePages(parts: {
  name: string;
  query: MessagesQuery;
  head: MessagesPage | undefined;
  range: readonly [number, number];
}): Pages {
  const { name, query, head, range } = parts;
  const wanted = head ? pagesOf(range) : [];
  const results = useQueries({
    queries: wanted.map((page) => ({
      queryKey: [...keys.messages, name, "page", page],
      queryFn: ({ signal }: { signal: AbortSignal }) => api.messages({ ...query, skip: page * PAGE_ROWS }, signal),
      staleTime: Number.POSITIVE_INFINITY,
      gcTime: 20_000,
      structuralSharing: false,
    })),
  });
  const pages = new Map<number, MessagesPage>();
  if (head) pages.set(0, head);
  wanted.forEach((page, place) => {
    const data = results[place]?.data;
    if (data) pages.set(page, data);
  });
  return {
    count: useReach(name, head?.total ?? null, pages),
    rowAt: (index) => pages.get(Math.floor(index / PAGE_ROWS))?.messages[index % PAGE_ROWS],
  };
}

// --- internal ---

/** Pages from the second on; the first is always there. */
function pagesOf([first, last]: readonly [number, number]): number[] {
  const from = Math.max(1, Math.floor(first / PAGE_ROWS));
  const to = Math.floor(last / PAGE_ROWS);
  return Array.from({ length: Math.max(0, to - from + 1) }, (_, offset) => from + offset);
}

/** How many rows are known of: all where the server counted them, else as far as anybody has looked, and one more. */
function useReach(name: string, total: number | null, pages: ReadonlyMap<number, MessagesPage>): number {
  const reach = useRef({ name, rows: 0 });
  if (reach.current.name !== name) reach.current = { name, rows: 0 };
  for (const [page, { messages, next }] of pages) {
    const rows = page * PAGE_ROWS + messages.length + (next === null ? 0 : 1);
    reach.current.rows = Math.max(reach.current.rows, rows);
  }
  return total ?? reach.current.rows;
}
