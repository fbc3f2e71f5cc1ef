import type { Redrive } from "@letsgo/console-api";
import { skipToken, useQuery } from "@tanstack/react-query";
import { api } from "./api.ts";

/** Names of what is cached. */
export const keys = {
  status: ["status"],
  queues: ["queues"],
  catalogue: ["catalogue"],
  /** The last redrive that was heard of. */
  redrive: ["redrive"],
  messages: ["messages"],
  message: (id: string) => ["message", id],
  peek: ["peek"],
  history: (minutes: number) => ["history", minutes],
} as const;

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

/** The redrive that was started or told last; undefined where there was none since the page was loaded. */
export function useRedrive(): Redrive | undefined {
  return useQuery<Redrive>({ queryKey: keys.redrive, queryFn: skipToken, gcTime: Infinity }).data;
}
