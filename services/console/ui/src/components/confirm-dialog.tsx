import { Button, Group, Modal } from "@mantine/core";
import type { ReactNode } from "react";

/** Asks before something is done. Enter does it, Escape does not. */
export function ConfirmDialog(props: {
  opened: boolean;
  title: string;
  action: string;
  isDangerous?: boolean;
  isPending?: boolean;
  /** Is something still missing? */
  isBlocked?: boolean;
  onConfirm: () => void;
  onClose: () => void;
  children: ReactNode;
}) {
  const { opened, title, onClose } = props;
  const submit = (event: React.FormEvent) => {
    event.preventDefault();
    if (!props.isBlocked && !props.isPending) props.onConfirm();
  };
  return (
    <Modal opened={opened} onClose={onClose} title={title} closeButtonProps={{ "aria-label": "Close" }}>
      <form onSubmit={submit}>
        {props.children}
        <Group justify="flex-end" mt="md" gap="xs">
          <Button onClick={onClose}>Cancel</Button>
          <Button
            type="submit"
            variant="filled"
            data-autofocus={props.isBlocked === undefined || undefined}
            loading={props.isPending ?? false}
            disabled={props.isBlocked ?? false}
            {...(props.isDangerous && { color: "red.8" })}
          >
            {props.action}
          </Button>
        </Group>
      </form>
    </Modal>
  );
}
