import type { MessageSummary } from "@letsgo/console-api";
import { type SummaryRow, summaryColumns, toSummary } from "../queries/list-messages.ts";
import type { Store } from "../store/store.ts";

/** Messages that changed after this change, each once and as it stands now, the oldest change first. */
export function changesAfter(
  { database }: Pick<Store, "database">,
  change: number,
): { readonly change: number; readonly summary: MessageSummary }[] {
  const sql = `SELECT ${summaryColumns} FROM messages WHERE change > ? ORDER BY change LIMIT ${MAX_CHANGES}`;
  const rows = database.prepare(sql).all(change) as unknown as SummaryRow[];
  return rows.map((row) => ({ change: row.change, summary: toSummary(row) }));
}

// --- internal ---

/** Most messages of one event of the stream. */
const MAX_CHANGES = 500;
