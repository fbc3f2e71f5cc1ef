import type { Redrive } from "@letsgo/console-api";
import { type QueryClient, skipToken, useQuery } from "@tanstack/react-query";
import { api } from "./api.ts";
import { keys } from "./query-keys.ts";
import { newerRedrive } from "./queues/newer-redrive.ts";

/** The stack as it stands; kept up by the stream. */
export function useStatus() {
  return useQuery({ queryKey: keys.status, queryFn: ({ signal }) => api.status(signal), staleTime: Infinity });
}

/** The queues as they stand; kept up by the stream. */
export function useQueues() {
  return useQuery({ queryKey: keys.queues, queryFn: ({ signal }) => api.queues(signal), staleTime: Infinity });
}

/** Catalogued types and those that were seen. */
export function useCatalogue() {
  return useQuery({ queryKey: keys.catalogue, queryFn: ({ signal }) => api.catalogue(signal), staleTime: 10_000 });
}

/** The redrive that was started or told last; undefined where none has run since the page was loaded. */
export function useRedrive(): Redrive | undefined {
  return useQuery<Redrive | null>({ queryKey: keys.redrive, queryFn: skipToken, gcTime: Infinity }).data ?? undefined;
}

/** Takes in what was told of a redrive. */
export function keepRedrive(client: QueryClient, told: Redrive): void {
  client.setQueryData<Redrive | null>(keys.redrive, (known) => newerRedrive(known ?? undefined, told) ?? null);
}

/** Shows it no longer. Removing it from the cache would tell nobody who shows it. */
export function closeRedrive(client: QueryClient): void {
  client.setQueryData<Redrive | null>(keys.redrive, null);
}
