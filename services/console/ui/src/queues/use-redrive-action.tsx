import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { api } from "../api.ts";
import { ConfirmDialog } from "../components/confirm-dialog.tsx";
import { plural } from "../components/format.ts";
import { tellFailed } from "../components/outcome.tsx";
import { keepRedrive, useStatus } from "../queries.ts";

/**
 * Redrives dead letters after a confirmation: those named, or all. Its progress is shown above every view.
 *
 * @param onStarted it is under way
 */
export function useRedriveAction(onStarted?: () => void) {
  const client = useQueryClient();
  const { data: status } = useStatus();
  const [asked, setAsked] = useState<{ messageIds?: readonly string[] } | null>(null);
  const { mutate, isPending } = useMutation({
    mutationFn: api.startRedrive,
    onSuccess(redrive) {
      keepRedrive(client, redrive);
      onStarted?.();
    },
    onError: (error) => tellFailed("Not redriven", error),
    onSettled: () => setAsked(null),
  });
  const what = asked?.messageIds ? plural(asked.messageIds.length, "message") : "all dead letters";
  const isOne = asked?.messageIds?.length === 1;
  return {
    isAllowed: status?.actions.allowed ?? false,
    reason: status?.actions.reason ?? null,
    /** Asks first; without ids it is all. */
    ask: (messageIds?: readonly string[]) => setAsked(messageIds ? { messageIds } : {}),
    dialog: (
      <ConfirmDialog
        opened={asked !== null}
        title={`Redrive ${what}?`}
        action="Redrive"
        isPending={isPending}
        onConfirm={() => asked && mutate(asked)}
        onClose={() => setAsked(null)}
      >
        {isOne ? "It goes" : "They go"} from {status?.dlqName ?? "the dead-letter queue"} back to{" "}
        {status?.queueName ?? "the queue"} and {isOne ? "is" : "are"} delivered again. What is no dead letter is left
        alone and told.
      </ConfirmDialog>
    ),
  };
}
