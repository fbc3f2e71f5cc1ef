import type { QueueSettings } from "@letsgo/config";
import { type Depths, peekMessages } from "@letsgo/queue/admin";
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
  store.amend(
    quiet.filter((id) => !seen.has(id)),
    ({ row }, bench) => {
      if (!lyingStates.includes(row.state)) return;
      // Just after what is known: whatever is told later of a later time counts.
      row.removedAt = row.changedAt + 1;
      row.removedNote = "gone from the queue";
      bench.tell({ row }, { at, what: "gone from the queue", service: "console" });
    },
  );
}

// --- internal ---

const QUIET_MS = 15_000;
const MAX_LOOKED = 10_000;
const lyingStates: readonly string[] = ["delayed", "waiting", "in flight"];

function quietSince({ database }: Store, before: number): string[] {
  const sql = `SELECT id FROM messages WHERE state IN ('delayed', 'waiting', 'in flight') AND mode = 'queued'
    AND changedAt < ? ORDER BY position LIMIT 200`;
  return database
    .prepare(sql)
    .all(before)
    .map(({ id }) => String(id));
}

function peek(settings: QueueSettings, name: string) {
  return peekMessages(settings, name).catch(() => undefined);
}
