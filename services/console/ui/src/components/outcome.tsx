import { Button } from "@mantine/core";
import { type NotificationData, notifications } from "@mantine/notifications";
import type { ReactNode } from "react";
import { plural } from "./format.ts";
import { Icon } from "./icon.tsx";

/** Most notices at once; a further one takes the place of the oldest. */
export const MAX_NOTICES = 4;

/** Tells that something was done, to ears as well. Told again while it is shown, it is one notice that says how often. */
export function tellDone(message: ReactNode): void {
  const key = typeof message === "string" ? message : undefined;
  show(key, (times) => ({ ...done, autoClose: 6_000, message: <Repeated {...{ message, times }} /> }));
}

/**
 * Tells that something was done and offers to take it back.
 *
 * @param what of which only the last change can be taken back: an older offer would take back what has changed since
 */
export function tellUndoable(what: string, message: ReactNode, undo: () => void): void {
  const hide = show(what, () => ({
    ...done,
    autoClose: 10_000,
    message: (
      <span style={{ display: "flex", alignItems: "center", gap: "0.75rem", justifyContent: "space-between" }}>
        <span>{message}</span>
        <Button
          size="compact-xs"
          onClick={() => {
            hide();
            undo();
          }}
        >
          Undo
        </Button>
      </span>
    ),
  }));
}

/** Tells that something failed, and why; it stays until it is closed. */
export function tellFailed(what: string, error: unknown): void {
  const why = error instanceof Error ? error.message : String(error);
  show(`${what} ${why}`, (times) => ({
    role: "alert",
    color: "red",
    icon: <Icon name="cross" />,
    autoClose: false,
    title: what,
    message: <Repeated message={why} times={times} />,
  }));
}

// --- internal ---

const done = { role: "status", color: "green", icon: <Icon name="check" /> } as const;

/** What is shown, the oldest first, by what it is about. */
const shown = new Map<string, { readonly id: string; readonly times: number }>();

/** @returns hides it */
function show(key: string | undefined, toNotice: (times: number) => NotificationData): () => void {
  const about = key ?? crypto.randomUUID();
  const before = shown.get(about);
  if (before) notifications.hide(before.id);
  const times = (before?.times ?? 0) + 1;
  const id = notifications.show({
    ...toNotice(times),
    closeButtonProps: { "aria-label": "Close this notice" },
    onClose: () => shown.delete(about),
  });
  shown.set(about, { id, times });
  const [oldest] = shown.values();
  if (shown.size > MAX_NOTICES && oldest) notifications.hide(oldest.id);
  return () => notifications.hide(id);
}

function Repeated({ message, times }: { message: ReactNode; times: number }) {
  return (
    <>
      {message}
      {times > 1 && <span className="muted"> {plural(times, "time")}.</span>}
    </>
  );
}
