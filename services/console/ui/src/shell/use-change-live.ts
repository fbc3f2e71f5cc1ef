import type { LiveChange } from "@letsgo/console-api";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { api } from "../api.ts";
import { tellFailed, tellUndoable } from "../components/outcome.tsx";
import { keys } from "../query-keys.ts";

/** Changes live settings, tells what came of it, and offers to undo it. */
export function useChangeLive() {
  const client = useQueryClient();
  const { mutate, isPending } = useMutation({
    mutationFn: ({ change }: { change: LiveChange; told: string }) => api.changeLive(change),
    onSuccess: ({ status, undo }, { told }) => {
      client.setQueryData(keys.status, status);
      tellUndoable("live settings", told, () => mutate({ change: undo, told: "Undone: as it was before." }));
    },
    onError: (error) => tellFailed("Not switched", error),
  });
  return { change: (change: LiveChange, told: string) => mutate({ change, told }), isPending };
}
