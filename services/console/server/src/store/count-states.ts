import { type MessageState, messageStates } from "@letsgo/console-api";
import type { Store } from "./store.ts";

/** How many messages stand where, of those that are kept. Counted as they change, so that it costs the same of many. */
export function countStates({ database }: Pick<Store, "database">): Record<MessageState, number> {
  const rows = database.prepare("SELECT state, n FROM state_tallies").all();
  const counts = new Map(rows.map(({ state, n }) => [state, Number(n)]));
  return Object.fromEntries(messageStates.map((state) => [state, counts.get(state) ?? 0])) as Record<
    MessageState,
    number
  >;
}
