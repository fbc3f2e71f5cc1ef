import type { QueryClient } from "@tanstack/react-query";
import { takeAhead } from "./main.ts";

/** Puts what was asked ahead into the cache: what has come at once, what is on its way when it comes. */
export function keepAhead(client: QueryClient): void {
  for (const { queryKey, answer, data } of takeAhead()) {
    if (data !== undefined) client.setQueryData(queryKey, data);
    else void client.prefetchQuery({ queryKey, queryFn: () => answer, retry: false });
  }
}
