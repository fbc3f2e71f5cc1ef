import type { MessageState } from "@letsgo/console-api";
import type { Store } from "../store/store.ts";

/** When the oldest queued message in one of the states was accepted; null where there is none. */
export function oldestIn({ database }: Pick<Store, "database">, states: readonly MessageState[]): number | null {
  const sql = "SELECT firstAt FROM messages WHERE state = ? AND mode IS NOT 'direct' ORDER BY position LIMIT 1";
  const times = states.flatMap((state) => {
    const row = database.prepare(sql).get(state);
    return row ? [Number(row.firstAt)] : [];
  });
  return times.length === 0 ? null : Math.min(...times);
}
