import type { Replayable } from "@letsgo/console-api";
import type { MessageRow } from "../store/rows.ts";

/**
 * Can a message be sent again? From its queue, where it lies there, as it is; from the store only where nothing of it was
 * masked or cut.
 *
 * @param queuedIn where a peek has seen it
 */
export function toReplayable(
  row: Pick<MessageRow, "body" | "bodyCut" | "masked" | "attributes">,
  queuedIn: "queue" | "dlq" | undefined,
): Replayable {
  const missingFields = (row.masked === null ? [] : (JSON.parse(row.masked) as string[])).map((path) =>
    path.replace(/^payload\./, ""),
  );
  const missing = queuedIn ? [] : missingFields;
  const reason = reasonOf(row, missing, queuedIn);
  return { from: queuedIn ?? "store", asItIs: reason === null, reason, missingFields: missing };
}

// --- internal ---

function reasonOf(
  { body, bodyCut, attributes }: Pick<MessageRow, "body" | "bodyCut" | "attributes">,
  missing: readonly string[],
  queuedIn: "queue" | "dlq" | undefined,
): string | null {
  if (attributes !== null && Object.hasOwn(JSON.parse(attributes) as object, "letsgo.payloadKey")) {
    return "Its payload travelled by S3 and is no part of the body. Edit and replay it with a payload of your own.";
  }
  if (queuedIn) return null;
  if (body === null) return "Its body was never told to the console.";
  if (bodyCut) return "Its body is longer than the console keeps, and it no longer lies in a queue.";
  if (missing.length > 0) {
    return `Secret fields were masked (${missing.join(", ")}), and it no longer lies in a queue. Edit and replay it.`;
  }
  return null;
}
