import type { Status, StreamEvents } from "@letsgo/console-api";
import { type QueryClient, useQueryClient } from "@tanstack/react-query";
import { createContext, type ReactNode, useContext, useEffect, useState, useSyncExternalStore } from "react";
import { openEventSource } from "../api.ts";
import { askForRedrive, keepRedrive } from "../queries.ts";
import { keys } from "../query-keys.ts";
import { connectStream, type StreamState } from "./connect-stream.ts";
import { createLiveStore, type LiveStore } from "./live-store.ts";

const LiveContext = createContext<LiveStore | null>(null);

/** One stream for the whole page: it fills the cache of status, queues and redrives, and tells views of messages. */
export function LiveProvider({ children }: { children: ReactNode }) {
  const [live] = useState(createLiveStore);
  const client = useQueryClient();
  useEffect(
    () =>
      connectStream(openEventSource, {
        onState(state) {
          live.setState(state);
          if (state === "open") void askForRedrive(client);
        },
        onBegin: live.begin,
        onEvent(name, data) {
          if (name === "messages") takeIn(data as StreamEvents["messages"], { live, client });
          else if (name === "status") client.setQueryData(keys.status, data);
          else if (name === "queues") client.setQueryData(keys.queues, data);
          else if (name === "redrive") keepRedrive(client, data as StreamEvents["redrive"]);
          else {
            void client.invalidateQueries();
            live.resync();
          }
        },
      }),
    [client, live],
  );
  return <LiveContext value={live}>{children}</LiveContext>;
}

export function useLive(): LiveStore {
  const live = useContext(LiveContext);
  if (!live) throw new TypeError("Expected a LiveProvider around the component, got none.");
  return live;
}

export function useStreamState(): StreamState {
  const live = useLive();
  return useSyncExternalStore(live.onState, () => live.state);
}

// --- internal ---

function takeIn({ messages, states }: StreamEvents["messages"], to: { live: LiveStore; client: QueryClient }): void {
  to.live.tell(messages);
  to.client.setQueryData<Status>(keys.status, (status) => status && { ...status, states });
}
