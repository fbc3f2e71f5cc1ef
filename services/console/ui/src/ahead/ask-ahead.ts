import { api } from "../api.ts";
import { type Filters, parseFilters, toParams, toQuery } from "../messages/filters.ts";
import { listKey, PAGE_ROWS } from "../messages/list-key.ts";
import { keys } from "../query-keys.ts";

/** An answer that was asked for before the page was there to show it. */
export interface Ahead {
  readonly queryKey: readonly unknown[];
  readonly answer: Promise<unknown>;
  /** What came, once it has. */
  data?: unknown;
}

/** Asks for what the page of an address shows first, so that it is on its way while the page's scripts are. */
export function askAhead({ pathname, search }: { pathname: string; search: string }): Ahead[] {
  const isList = pathname === "/messages" || pathname === "/";
  return [
    ...(isList ? firstPageOf(parseFilters(new URLSearchParams(search))) : []),
    toAhead(keys.status, api.status()),
    toAhead(keys.queues, api.queues()),
    ...(isList ? [toAhead(keys.catalogue, api.catalogue())] : []),
  ];
}

// --- internal ---

function firstPageOf(filters: Filters): Ahead[] {
  // A window of time begins with the list, all of whose pages must have the same.
  if (filters.since !== null) return [];
  const query = { ...toQuery(filters, Date.now()), limit: PAGE_ROWS };
  return [toAhead(listKey(toParams(filters).toString(), 0), api.messages(query))];
}

function toAhead(queryKey: readonly unknown[], answer: Promise<unknown>): Ahead {
  const ahead: Ahead = { queryKey, answer };
  answer.then(
    (data) => {
      ahead.data = data;
    },
    () => {
      // Whoever shows it asks again, and tells why there is no answer.
    },
  );
  return ahead;
}
