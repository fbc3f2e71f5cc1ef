import { setImmediate as nextTurn } from "node:timers/promises";
import type { QueueSettings } from "@letsgo/config";
import { type Depths, peekMessages } from "@letsgo/queue/admin";
import { AWAITS_DLQ, awaitsDlq } from "../store/derive-state.ts";
import type { MessageRow } from "../store/rows.ts";
import type { Store } from "../store/store.ts";

/**
 * Finds messages that should lie in the queue and do not: an emulator that was restarted has lost them, somebody has purged
 * the queue, they have expired. Only where the queue can be looked into, and for messages of which nothing was heard for a
 * while: what shippers tell may come late.
 */
export async function lookForLost(look: {
  readonly settings: QueueSettings;
  readonly store: Store;
  readonly depths: Depths | undefined;
  readonly at: number;
}): Promise<void> {
  const { settings, store, depths, at } = look;
  if (!depths) return;
  const quiet = quietSince(store, at - QUIET_MS);
  const lying = depths.waiting + depths.inFlight + depths.delayed;
  if (quiet.length === 0 || lying > MAX_LOOKED) return;
  const [main, dlq] = await Promise.all([peek(settings, settings.queueName), peek(settings, settings.dlqName)]);
  if (!main || !dlq) return;
  const seen = new Set([...main, ...dlq].map(({ messageId }) => messageId));
  const lost = quiet.filter((id) => !seen.has(id));
  for (let from = 0; from < lost.length; from += AT_ONCE) {
    store.amend(lost.slice(from, from + AT_ONCE), ({ row }, bench) => {
      // More may have been heard of it since the look.
      if (!isLying(row) || row.changedAt >= at - QUIET_MS) return;
      // Just after what is known: whatever is told later of a later time counts.
      row.removedAt = row.changedAt + 1;
      const isUntold = store.losses.during(row.firstAt, at).length > 0;
      row.removedNote = isUntold ? "gone from the queue; events were lost, so it may have been handled" : GONE;
      bench.tell({ row }, { at, what: GONE, service: "console" });
    });
    await nextTurn();
  }
}

// --- internal ---

const GONE = "gone from the queue";
const QUIET_MS = 15_000;
const MAX_LOOKED = 10_000;
/** Each transaction blocks the process. */
const AT_ONCE = 200;

/** Also what awaits its move to the dead-letter queue. */
function isLying(row: Pick<MessageRow, "state" | "note">): boolean {
  return ["delayed", "waiting", "in flight"].includes(row.state) || awaitsDlq(row);
}

function quietSince({ database }: Store, before: number): string[] {
  const sql = `SELECT id FROM messages WHERE mode = 'queued' AND changedAt < ?
    AND (state IN ('delayed', 'waiting', 'in flight') OR note = '${AWAITS_DLQ}') ORDER BY position LIMIT ${MAX_LOOKED}`;
  return database
    .prepare(sql)
    .all(before)
    .map(({ id }) => String(id));
}

function peek(settings: QueueSettings, name: string) {
  return peekMessages(settings, name).catch(() => undefined);
}
