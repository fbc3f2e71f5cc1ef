import type { DatabaseSync } from "node:sqlite";
import type { DeliveryRow, MessageRow } from "./rows.ts";

/** Keeps the text index of a message: its identity, type, trace and body, and apart from them its errors. */
export function createSearchIndex(
  database: DatabaseSync,
): (row: MessageRow, deliveries: readonly DeliveryRow[], isNew: boolean) => void {
  const insert = database.prepare("INSERT INTO search (rowid, body, error) VALUES (?, ?, ?)");
  const remove = database.prepare("DELETE FROM search WHERE rowid = ?");
  return (row, deliveries, isNew) => {
    if (!isNew) remove.run(row.position);
    const body = [row.id, row.type, row.traceId, row.body, row.payload].filter((text) => text !== null).join("\n");
    const errors = new Set(deliveries.flatMap(({ error }) => (error === null ? [] : wordsOf(JSON.parse(error)))));
    insert.run(row.position, body, [...errors].join("\n").slice(0, MAX_ERROR_CHARACTERS));
  };
}

/**
 * What a person typed, as FTS5 asks it: all words, the last as a beginning. Each is quoted, so that nothing typed is syntax.
 *
 * @returns undefined where no word is in it
 */
export function toSearchQuery(text: string): string | undefined {
  const words = text.match(/[\p{L}\p{N}\p{Co}]+/gu);
  if (!words) return undefined;
  return words.map((word, index) => (index === words.length - 1 ? `"${word}"*` : `"${word}"`)).join(" ");
}

// --- internal ---

const MAX_ERROR_CHARACTERS = 8_192;

interface Told {
  readonly name: string;
  readonly message: string;
  readonly code?: string | null;
  readonly cause?: Told | null;
}

function wordsOf({ name, message, code, cause }: Told): string[] {
  return [`${name} ${code ?? ""} ${message}`, ...(cause ? wordsOf(cause) : [])];
}
