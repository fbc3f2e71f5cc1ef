import { useEffect } from "react";
import { useNavigate } from "react-router";
import { useShortcuts } from "../keyboard/use-shortcuts.ts";
import type { MessageList } from "./use-message-list.ts";
import type { Selection } from "./use-selection.ts";

/** `j` and `k` walk the rows, `x` selects, Enter opens (the row's link has the focus). */
export function useRowKeys(list: MessageList, selection: Selection, scrollTo: (index: number) => void): void {
  const { cursorId } = selection;
  const navigate = useNavigate();
  const move = (step: 1 | -1) => {
    const index = indexOf(list, cursorId);
    const next = index === undefined ? 0 : Math.min(Math.max(index + step, 0), list.count - 1);
    const row = list.rowAt(next);
    if (!row) return;
    selection.moveTo(row.messageId);
    scrollTo(next);
  };
  const open = () => navigate(`/messages/${encodeURIComponent(cursorId ?? "")}`);
  useShortcuts({
    j: () => move(1),
    k: () => move(-1),
    ...(cursorId !== null && { x: () => selection.toggle(cursorId), Enter: open }),
  });
  useEffect(() => {
    if (cursorId === null) return;
    linkOf(cursorId)?.focus({ preventScroll: true });
  }, [cursorId]);
}

// --- internal ---

function linkOf(messageId: string): HTMLElement | null {
  return document.querySelector(`[data-message-id="${CSS.escape(messageId)}"]`);
}

/** Where the row is: the rows on screen know their place. */
function indexOf(list: MessageList, messageId: string | null): number | undefined {
  if (messageId === null) return undefined;
  const row = linkOf(messageId)?.closest('[role="row"]');
  const index = Number(row?.getAttribute("aria-rowindex")) - 2;
  return list.rowAt(index)?.messageId === messageId ? index : undefined;
}
