import type { MessageDetail } from "@letsgo/console-api";
import { Button, Tooltip } from "@mantine/core";
import { lazy, Suspense, useState } from "react";
import { useNavigate } from "react-router";
import { ConfirmDialog } from "../components/confirm-dialog.tsx";
import { copyText } from "../components/copy-button.tsx";
import { Icon, type IconName } from "../components/icon.tsx";
import { tellDone } from "../components/outcome.tsx";
import { useShortcuts } from "../keyboard/use-shortcuts.ts";
import { useStatus } from "../queries.ts";
import { useRedriveAction } from "../queues/use-redrive-action.tsx";
import { toActions } from "./allowed-actions.ts";
import classes from "./message.module.css";
import { prettyPayload } from "./pretty-payload.ts";
import { useDelete, useReplay } from "./use-message-actions.tsx";

const EditDialog = lazy(async () => ({ default: (await import("./edit-dialog.tsx")).EditDialog }));

/** Replay, edit and replay, redrive, delete; each asks first and tells what came of it. */
export function MessageActions({ message }: { message: MessageDetail }) {
  const [open, setOpen] = useState<"replay" | "edit" | "delete" | null>(null);
  const close = () => setOpen(null);
  const { data: status } = useStatus();
  const redrive = useRedriveAction();
  const replay = useReplay(message, close);
  const remove = useDelete(message, close);
  const actions = toActions(message, status?.actions);
  const navigate = useNavigate();
  const askRedrive = () => redrive.ask([message.messageId]);
  const copy = async () => {
    if (await copyText(prettyPayload(message))) tellDone("The payload is on the clipboard.");
  };
  useShortcuts({
    u: () => navigate("/messages"),
    c: () => void copy(),
    ...(actions.replay === null && { r: () => setOpen("replay") }),
    ...(actions.edit === null && { e: () => setOpen("edit") }),
    ...(actions.redrive === null && { d: askRedrive }),
  });
  return (
    <div className={classes.actions}>
      <Action icon="replay" name="Replay" hotkey="r" reason={actions.replay} onClick={() => setOpen("replay")} />
      <Action icon="edit" name="Edit and replay" hotkey="e" reason={actions.edit} onClick={() => setOpen("edit")} />
      <Action icon="up" name="Redrive" hotkey="d" reason={actions.redrive} onClick={askRedrive} />
      <Action icon="trash" name="Delete" reason={actions.delete} onClick={() => setOpen("delete")} />
      <ConfirmDialog
        opened={open === "replay"}
        title="Replay this message?"
        action="Replay"
        isPending={replay.isPending}
        onConfirm={() => replay.mutate({})}
        onClose={close}
      >
        A copy with the same payload is sent; it names this one as its original.
      </ConfirmDialog>
      <ConfirmDialog
        opened={open === "delete"}
        title="Delete this message from its queue?"
        action="Delete"
        isDangerous
        isPending={remove.isPending}
        onConfirm={() => remove.mutate()}
        onClose={close}
      >
        It will not be delivered again, and this cannot be undone. What is told of it here stays.
      </ConfirmDialog>
      <Suspense>{open === "edit" && <EditDialog message={message} replay={replay} onClose={close} />}</Suspense>
      {redrive.dialog}
    </div>
  );
}

// --- internal ---

/** A button that, where it may not be used, says why: to the eye, the keyboard and the ear. */
function Action(props: { icon: IconName; name: string; hotkey?: string; reason: string | null; onClick: () => void }) {
  const { icon, name, hotkey, reason, onClick } = props;
  return (
    <Tooltip label={reason ?? (hotkey ? `${name} (${hotkey})` : name)} multiline maw={320}>
      <Button
        leftSection={<Icon name={icon} />}
        {...(reason !== null && { "data-disabled": true, "aria-disabled": true })}
        aria-label={reason === null ? name : `${name}: ${reason}`}
        onClick={reason === null ? onClick : undefined}
      >
        {name}
      </Button>
    </Tooltip>
  );
}
