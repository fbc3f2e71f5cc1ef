import type { DatabaseSync } from "node:sqlite";
import type { ShippingProcess } from "@letsgo/activity/shipped";
import type { Loss } from "@letsgo/console-api";

/** When what services did could not be told: bounded, the latest are kept. */
export interface LossBook {
  /** A process says that so many more were lost; what follows a loss at once is the same one. */
  take(process: ShippingProcess, loss: { readonly events: number; readonly from: number; readonly to: number }): void;
  /** The latest, newest first. */
  list(): Loss[];
  /** Those between two times, newest first. */
  during(from: number, to: number): Loss[];
  /** Forgets those that were over by then. */
  prune(before: number): void;
}

export function createLossBook(database: DatabaseSync): LossBook {
  const extend = database.prepare(
    "UPDATE losses SET toAt = ?3, events = events + ?4 WHERE shipper = ?1 AND fromAt <= ?2 AND toAt >= ?2",
  );
  const insert = database.prepare("INSERT OR REPLACE INTO losses VALUES (?, ?, ?, ?, ?)");
  const keepFew = database.prepare(
    `DELETE FROM losses WHERE (shipper, fromAt) NOT IN (
       SELECT shipper, fromAt FROM losses ORDER BY toAt DESC LIMIT ${MAX_KEPT})`,
  );
  const list = database.prepare(`SELECT * FROM losses ORDER BY toAt DESC LIMIT ${MAX_LISTED}`);
  const during = database.prepare(
    `SELECT * FROM losses WHERE fromAt < ?2 AND toAt >= ?1 ORDER BY toAt DESC LIMIT ${MAX_LISTED}`,
  );
  const prune = database.prepare("DELETE FROM losses WHERE toAt < ?");
  return {
    take({ id, service }, { events, from, to }) {
      const { changes } = extend.run(id, from, to, events);
      if (Number(changes) > 0) return;
      insert.run(id, service, from, to, events);
      keepFew.run();
    },
    list: () => list.all().map(toLoss),
    during: (from, to) => during.all(from, to).map(toLoss),
    prune: (before) => void prune.run(before),
  };
}

// --- internal ---

const MAX_KEPT = 100;
const MAX_LISTED = 20;

function toLoss({ service, events, fromAt, toAt }: Record<string, unknown>): Loss {
  return { service: String(service), events: Number(events), from: Number(fromAt), to: Number(toAt) };
}
