import { useQuery, useQueryClient } from "@tanstack/react-query";
import { useEffect } from "react";
import { api } from "../api.ts";
import { useLive } from "../live/live-context.tsx";
import { keys } from "../query-keys.ts";

/** All about one message; asked anew when the stream tells of it, or began too late to tell. */
export function useMessage(messageId: string) {
  const client = useQueryClient();
  const live = useLive();
  const answer = useQuery({
    queryKey: keys.message(messageId),
    queryFn: ({ signal }) => api.message(messageId, signal),
  });
  const change = answer.data?.change;
  useEffect(() => {
    const askAnew = () => void client.invalidateQueries({ queryKey: keys.message(messageId) });
    const ends = [
      live.onMessages((batch) => {
        if (batch.some((message) => message.messageId === messageId)) askAnew();
      }),
      ...(change === undefined ? [] : [live.onGap(change, askAnew)]),
    ];
    return () => {
      for (const end of ends) end();
    };
  }, [client, live, messageId, change]);
  return answer;
}
