import type { QueueNow } from "@letsgo/console-api";
import { TextInput } from "@mantine/core";
import { useMutation } from "@tanstack/react-query";
import { useState } from "react";
import { api } from "../api.ts";
import { ConfirmDialog } from "../components/confirm-dialog.tsx";
import { plural } from "../components/format.ts";
import { tellDone, tellFailed } from "../components/outcome.tsx";

/** Empties a queue once its name was typed. */
export function PurgeDialog({ queue, opened, onClose }: { queue: QueueNow; opened: boolean; onClose: () => void }) {
  const [typed, setTyped] = useState("");
  const close = () => {
    setTyped("");
    onClose();
  };
  const { mutate, isPending } = useMutation({
    mutationFn: () => api.purge(queue.role, typed),
    onSuccess: ({ queue: name, purged }) => tellDone(`Purged ${name}: ${plural(purged, "message")} deleted.`),
    onError: (error) => tellFailed("Not purged", error),
    onSettled: close,
  });
  return (
    <ConfirmDialog
      opened={opened}
      title={`Purge ${queue.name}?`}
      action="Delete everything in it"
      isDangerous
      isBlocked={typed !== queue.name}
      isPending={isPending}
      onConfirm={() => mutate()}
      onClose={close}
    >
      <p>Everything in the queue is deleted, in flight too. This cannot be undone.</p>
      <TextInput
        size="xs"
        label={`Type ${queue.name} to confirm`}
        data-autofocus
        autoComplete="off"
        spellCheck={false}
        value={typed}
        onChange={(event) => setTyped(event.currentTarget.value)}
      />
    </ConfirmDialog>
  );
}
