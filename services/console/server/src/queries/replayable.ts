import type { Replayable } from "@letsgo/console-api";
import type { MessageRow } from "../store/rows.ts";

/** What of a message decides whether it can be replayed. */
export type ReplayFacts = Pick<MessageRow, "body" | "bodyCut" | "payload" | "payloadCut" | "masked" | "attributes">;

/**
 * Can a message be sent again? From its queue, where it lies there, as it is; from the store only where nothing of it was
 * masked or cut. A payload that travelled by S3 is the store's in any case.
 *
 * @param queuedIn where a peek has seen it
 */
export function toReplayable(row: ReplayFacts, queuedIn: "queue" | "dlq" | undefined): Replayable {
  const from = queuedIn && !isClaimed(row) ? queuedIn : "store";
  const masked = (row.masked === null ? [] : (JSON.parse(row.masked) as string[])).map((path) =>
    path.replace(/^payload\./, ""),
  );
  const missingFields = from === "store" ? masked : [];
  const reason = from === "store" ? reasonOf(row, missingFields) : null;
  return { from, asItIs: reason === null, reason, missingFields };
}

/** Does its payload travel by S3? */
export function isClaimed({ attributes }: Pick<MessageRow, "attributes">): boolean {
  return attributes !== null && Object.hasOwn(JSON.parse(attributes) as object, "letsgo.payloadKey");
}

// --- internal ---

function reasonOf(row: ReplayFacts, missing: readonly string[]): string | null {
  const claimed = isClaimed(row);
  if (claimed ? row.payload === null : row.body === null) return "Its payload was never told to the console.";
  if (claimed ? row.payloadCut : row.bodyCut) return "Its payload is longer than the console keeps.";
  if (missing.length > 0) return `Secret fields were masked: ${missing.join(", ")}. Edit and replay it.`;
  return null;
}
