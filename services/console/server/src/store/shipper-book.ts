import type { DatabaseSync } from "node:sqlite";
import type { Dropped, ShippedEvent, ShippingProcess } from "@letsgo/activity/shipped";
import type { ShipperStatus } from "@letsgo/console-api";
import type { LossBook } from "./loss-book.ts";

/** How far a process has shipped: the highest sequence number (0 for none), and when that happened. */
interface Shipped {
  readonly sequence: number;
  readonly toldAt: number;
}

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
    lost: { dropped: Dropped; malformed: readonly number[]; before: Shipped },
    now: number,
  ): void;
  /** How far it had shipped so far. */
  lastOf(process: ShippingProcess): Shipped;
  /** Those that shipped last, newest first. */
  list(): ShipperStatus[];
  /** Forgets processes that were last heard of before then. */
  prune(before: number): void;
}

export function createShipperBook(database: DatabaseSync, losses: LossBook): ShipperBook {
  const select = database.prepare("SELECT sequence, toldAt, dropped FROM shippers WHERE id = ?");
  const advance = database.prepare(
    `INSERT INTO shippers VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?8, ?7, 0, 0, '{}')
     ON CONFLICT DO UPDATE SET lastAt = ?5, sequence = ?6, toldAt = max(toldAt, ?8), events = events + ?7`,
  );
  const note = database.prepare(
    `INSERT INTO shippers VALUES (?1, ?2, ?3, ?4, ?5, ?9, ?4, 0, ?6, ?7, ?8)
     ON CONFLICT DO UPDATE SET lastAt = ?5, malformed = malformed + ?6, sequence = max(sequence, ?9),
       droppedByName = CASE WHEN ?7 > dropped THEN ?8 ELSE droppedByName END, dropped = max(dropped, ?7)`,
  );
  const list = database.prepare("SELECT * FROM shippers ORDER BY lastAt DESC LIMIT 50");
  const prune = database.prepare("DELETE FROM shippers WHERE lastAt < ?");
  const lastOf = ({ id, startedAt }: ShippingProcess): Shipped => {
    const row = select.get(id);
    return { sequence: Number(row?.sequence ?? 0), toldAt: Number(row?.toldAt ?? startedAt) };
  };
  return {
    takeFresh(process, events, now) {
      const { id, service, pid, startedAt } = process;
      let last = lastOf(process).sequence;
      const fresh = events.filter(({ sequence }) => {
        if (sequence <= last) return false;
        last = sequence;
        return true;
      });
      const toldAt = fresh.at(-1)?.at;
      if (toldAt !== undefined) advance.run(id, service, pid, startedAt, now, last, fresh.length, toldAt);
      return fresh;
    },
    note(process, { dropped, malformed, before }, now) {
      const { id, service, pid, startedAt } = process;
      const fresh = malformed.filter((sequence) => sequence > before.sequence);
      const events = fresh.length + Math.max(0, dropped.total - Number(select.get(id)?.dropped ?? 0));
      if (events > 0) losses.take(process, { events, from: Math.min(before.toldAt, now), to: now });
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
