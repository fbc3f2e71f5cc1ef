import type { MessageDetail } from "@letsgo/console-api";
import { NumberInput, Textarea } from "@mantine/core";
import { useState } from "react";
import { ConfirmDialog } from "../components/confirm-dialog.tsx";
import { parseJsonText } from "../json/parse-json-text.ts";
import classes from "./message.module.css";
import { emptyFields, stillEmpty } from "./missing-fields.ts";
import { prettyPayload } from "./pretty-payload.ts";
import type { ReplayMutation } from "./use-message-actions.tsx";

/** The payload to edit; fields that were masked or cut come empty and must be filled in. */
export function EditDialog(props: { message: MessageDetail; replay: ReplayMutation; onClose: () => void }) {
  const { message, replay, onClose } = props;
  const { missingFields } = message.replayable;
  const [text, setText] = useState(() => emptyFields(prettyPayload(message), missingFields));
  const [delaySeconds, setDelay] = useState<number | string>("");
  const parsed = parseJsonText(text);
  const missing = parsed.ok ? stillEmpty(parsed.value, missingFields) : [];
  const fault = parsed.ok ? (missing.length > 0 ? `Fill in ${missing.join(", ")}` : null) : parsed.problem;
  const confirm = () =>
    parsed.ok && replay.mutate({ payload: parsed.value, ...(typeof delaySeconds === "number" && { delaySeconds }) });
  return (
    <ConfirmDialog
      opened
      title={`Edit and replay ${message.type ?? ""}`}
      action="Replay edited"
      isBlocked={fault !== null}
      isPending={replay.isPending}
      onConfirm={confirm}
      onClose={onClose}
    >
      <Textarea
        label="Payload, as JSON"
        autosize
        minRows={8}
        maxRows={22}
        spellCheck={false}
        data-autofocus
        value={text}
        error={fault}
        onChange={(event) => setText(event.currentTarget.value)}
        classNames={{ input: classes.editor ?? "" }}
      />
      <NumberInput
        mt="sm"
        size="xs"
        label="Delay, in seconds"
        min={0}
        max={31_536_000}
        allowDecimal={false}
        value={delaySeconds}
        onChange={setDelay}
      />
    </ConfirmDialog>
  );
}
