import type { MessageSummary } from "@letsgo/console-api";

/**
 * A list whose old part lies in pages below an anchor, and whose new part came by the stream. `anchor` is the position of
 * the newest message of the first page; `fresh` are those above it, newest first.
 */
export interface LiveList {
  readonly anchor: number;
  readonly fresh: readonly MessageSummary[];
  /** While paused: the newest that is shown; what came later waits. */
  readonly heldAt: number | null;
  /** Did a message enter or leave the old part, or must the server be asked? */
  readonly isStale: boolean;
}

/** Most that is kept above the anchor; beyond, the list starts anew from the top. */
export const MAX_FRESH = 1_000;

export function createLiveList(anchor: number): LiveList {
  return { anchor, fresh: [], heldAt: null, isStale: false };
}

/**
 * Takes in changed messages.
 *
 * @param isMatch does the message belong to the list? undefined: only the server knows
 * @param isShown does the old part, as far as it is loaded, have it?
 */
export function mergeBatch(
  list: LiveList,
  batch: readonly MessageSummary[],
  isMatch: (message: MessageSummary) => boolean | undefined,
  isShown: (messageId: string) => boolean,
): LiveList {
  const fresh = new Map(list.fresh.map((message) => [message.position, message]));
  let { isStale } = list;
  for (const message of batch) {
    const match = isMatch(message);
    const isHeld = list.heldAt !== null && message.position <= list.heldAt;
    if (message.position <= list.anchor) isStale ||= match !== isShown(message.messageId);
    else if (fresh.has(message.position) && (match !== false || isHeld)) fresh.set(message.position, message);
    else if (match) fresh.set(message.position, message);
    else if (match === undefined) isStale = true;
    else fresh.delete(message.position);
  }
  const sorted = [...fresh.values()].sort((a, b) => b.position - a.position);
  return { ...list, fresh: sorted, isStale };
}

/** Holds the list still, or lets it go. */
export function hold(list: LiveList, isHeld: boolean): LiveList {
  if (isHeld === (list.heldAt !== null)) return list;
  return { ...list, heldAt: isHeld ? (list.fresh[0]?.position ?? list.anchor) : null };
}

/** The new part as it is shown, and how many wait. */
export function toShown({ fresh, heldAt }: LiveList): { shown: readonly MessageSummary[]; waiting: number } {
  if (heldAt === null) return { shown: fresh, waiting: 0 };
  const shown = fresh.filter(({ position }) => position <= heldAt);
  return { shown, waiting: fresh.length - shown.length };
}
