import { Button } from "@mantine/core";
import { notifications } from "@mantine/notifications";
import type { ReactNode } from "react";
import { Icon } from "./icon.tsx";

/** Tells that something was done, to ears as well; with `undo`, offers to take it back. */
export function tellDone(message: ReactNode, undo?: () => void): void {
  const id = notifications.show({
    role: "status",
    color: "green",
    icon: <Icon name="check" />,
    autoClose: undo ? 10_000 : 6_000,
    closeButtonProps: { "aria-label": "Close this notice" },
    message: (
      <span style={{ display: "flex", alignItems: "center", gap: "0.75rem", justifyContent: "space-between" }}>
        <span>{message}</span>
        {undo && <UndoButton onUndo={undo} onDone={() => notifications.hide(id)} />}
      </span>
    ),
  });
}

/** Tells that something failed, and why; it stays until it is closed. */
export function tellFailed(what: string, error: unknown): void {
  notifications.show({
    role: "alert",
    color: "red",
    icon: <Icon name="cross" />,
    autoClose: false,
    closeButtonProps: { "aria-label": "Close this notice" },
    title: what,
    message: error instanceof Error ? error.message : String(error),
  });
}

// --- internal ---

function UndoButton({ onUndo, onDone }: { onUndo: () => void; onDone: () => void }) {
  const click = () => {
    onDone();
    onUndo();
  };
  return (
    <Button size="compact-xs" variant="default" onClick={click}>
      Undo
    </Button>
  );
}
