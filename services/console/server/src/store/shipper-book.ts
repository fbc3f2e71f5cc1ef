import type { DatabaseSync } from "node:sqlite";
import type { Dropped, ShippedEvent, ShippingProcess } from "@letsgo/activity/shipped";
import type { ShipperStatus } from "@letsgo/console-api";

/** What each process has shipped: how far, and what it lost. */
export interface ShipperBook {
  /** Of the events, those that this process has not shipped before; remembers them. Inside a transaction. */
  takeFresh(process: ShippingProcess, events: readonly ShippedEvent[], now: number): ShippedEvent[];
  /**
   * Remembers what was lost (which never falls), and what could not be read: sequence numbers, each counted once. Called
   * after the readable events of the same batch.
   */
  note(
    process: ShippingProcess,
    lost: { dropped: Dropped; malformed: readonly number[]; before: number },
    now: number,
  ): void;
  /** Highest sequence number that was taken from this process; 0 for none. */
  lastOf(processId: string): number;
  /** Those that shipped last, newest first. */
  list(): ShipperStatus[];
  /** Forgets processes that were last heard of before then. */
  prune(before: number): void;
}

export function createShipperBook(database: DatabaseSync): ShipperBook {
  const select = database.prepare("SELECT sequence FROM shippers WHERE id = ?");
  const advance = database.prepare(
    `INSERT INTO shippers VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, 0, 0, '{}')
     ON CONFLICT DO UPDATE SET lastAt = ?5, sequence = ?6, events = events + ?7`,
  );
  const note = database.prepare(
    `INSERT INTO shippers VALUES (?1, ?2, ?3, ?4, ?5, ?9, 0, ?6, ?7, ?8)
     ON CONFLICT DO UPDATE SET lastAt = ?5, malformed = malformed + ?6, sequence = max(sequence, ?9),
       droppedByName = CASE WHEN ?7 > dropped THEN ?8 ELSE droppedByName END, dropped = max(dropped, ?7)`,
  );
  const list = database.prepare("SELECT * FROM shippers ORDER BY lastAt DESC LIMIT 50");
  const prune = database.prepare("DELETE FROM shippers WHERE lastAt < ?");
  const lastOf = (id: string) => Number(select.get(id)?.sequence ?? 0);
  return {
    takeFresh({ id, service, pid, startedAt }, events, now) {
      let last = lastOf(id);
      const fresh = events.filter(({ sequence }) => {
        if (sequence <= last) return false;
        last = sequence;
        return true;
      });
      if (fresh.length > 0) advance.run(id, service, pid, startedAt, now, last, fresh.length);
      return fresh;
    },
    note({ id, service, pid, startedAt }, { dropped, malformed, before }, now) {
      const fresh = malformed.filter((sequence) => sequence > before);
      const names = JSON.stringify(dropped.byName);
      note.run(id, service, pid, startedAt, now, fresh.length, dropped.total, names, Math.max(0, ...fresh));
    },
    lastOf,
    list: () =>
      list.all().map((row) => ({
        service: String(row.service),
        processId: String(row.id),
        lastAt: Number(row.lastAt),
        events: Number(row.events),
        dropped: Number(row.dropped) + Number(row.malformed),
      })),
    prune: (before) => void prune.run(before),
  };
}
