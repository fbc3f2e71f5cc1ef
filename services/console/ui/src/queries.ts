import type { Redrive } from "@letsgo/console-api";
import { type QueryClient, skipToken, useQuery } from "@tanstack/react-query";
import { ApiError, api } from "./api.ts";
import { keys } from "./query-keys.ts";
import { newerRedrive, toInterrupted } from "./queues/newer-redrive.ts";

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

/**
 * Asks what became of the redrive that runs as far as this page knows: a server that was started anew tells nothing of it.
 */
export async function askForRedrive(client: QueryClient): Promise<void> {
  const known = client.getQueryData<Redrive | null>(keys.redrive);
  if (known?.state !== "running") return;
  try {
    keepRedrive(client, await api.redrive(known.redriveId));
  } catch (error) {
    // Where there is no answer at all, it is asked again once there is.
    if (error instanceof ApiError && error.status === 404) keepRedrive(client, toInterrupted(known));
  }
}

/** Shows it no longer. Removing it from the cache would tell nobody who shows it. */
export function closeRedrive(client: QueryClient): void {
  client.setQueryData<Redrive | null>(keys.redrive, null);
}
