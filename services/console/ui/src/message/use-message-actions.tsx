import type { MessageDetail, ReplayRequest, Sent } from "@letsgo/console-api";
import { useMutation } from "@tanstack/react-query";
import { Link } from "react-router";
import { api } from "../api.ts";
import { tellDone, tellFailed } from "../components/outcome.tsx";
import { queueOf } from "./allowed-actions.ts";

/** Sends the message again, edited or not, and tells where the copy is seen. */
export function useReplay(message: MessageDetail, onDone: () => void) {
  return useMutation({
    mutationFn: (request: ReplayRequest) => api.replay(message.messageId, request),
    onSuccess: (sent) => {
      onDone();
      tellDone(<ReplayedAs sent={sent} />);
    },
    onError: (error) => tellFailed("Not replayed", error),
  });
}

export function useDelete(message: MessageDetail, onDone: () => void) {
  return useMutation({
    mutationFn: () => api.deleteMessage(queueOf(message) ?? "main", message.messageId),
    onSuccess: ({ queue }) => tellDone(`Deleted from ${queue}.`),
    onError: (error) => tellFailed("Not deleted", error),
    onSettled: onDone,
  });
}

export type ReplayMutation = ReturnType<typeof useReplay>;

// --- internal ---

function ReplayedAs({ sent }: { sent: Sent }) {
  const [id = ""] = sent.messageIds;
  return (
    <>
      Replayed, {sent.mode}: <Link to={`/messages/${encodeURIComponent(id)}`}>see the copy</Link>
    </>
  );
}
