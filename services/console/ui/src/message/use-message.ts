import { useQuery, useQueryClient } from "@tanstack/react-query";
import { useEffect } from "react";
import { api } from "../api.ts";
import { useLive } from "../live/live-context.tsx";
import { keys } from "../query-keys.ts";

/** All about one message; asked anew when the stream tells of it. */
export function useMessage(messageId: string) {
  const client = useQueryClient();
  const live = useLive();
  useEffect(
    () =>
      live.onMessages((batch) => {
        if (batch.some((message) => message.messageId === messageId)) {
          void client.invalidateQueries({ queryKey: keys.message(messageId) });
        }
      }),
    [client, live, messageId],
  );
  return useQuery({ queryKey: keys.message(messageId), queryFn: ({ signal }) => api.message(messageId, signal) });
}
