import type { MessageRow } from "../store/rows.ts";

/** A time in the dead-letter queue: from its first sight there; `to` is null while it lasts. */
export interface Stay {
  readonly from: number;
  readonly to: number | null;
}

/** Each time that a message's timeline tells of, in order. */
export function staysIn(timeline: readonly { readonly at: number; readonly what: string }[]): Stay[] {
  const stays: Stay[] = [];
  for (const { at, what } of timeline) {
    const last = stays.at(-1);
    const isIn = last?.to === null;
    if (what === "moved to DLQ" && !isIn) stays.push({ from: at, to: null });
    else if (isIn && out.has(what)) stays.splice(-1, 1, { from: last.from, to: at });
  }
  return stays;
}

/** The last one, as the message's row tells it. */
export function staysOf({ deadAt, redrivenAt, goneAt, removedAt }: MessageRow): Stay[] {
  if (deadAt === null) return [];
  const ends = [redrivenAt, goneAt, removedAt].filter((at): at is number => at !== null && at >= deadAt);
  return [{ from: deadAt, to: ends.length > 0 ? Math.min(...ends) : null }];
}

// --- internal ---

/** What takes a message out of the dead-letter queue, or shows that it is out. */
const out: ReadonlySet<string> = new Set([
  "redriven",
  "received",
  "gone from DLQ",
  "gone from the queue",
  "deleted by hand",
  "purged",
]);
