import type { DatabaseSync } from "node:sqlite";
import { handlerMsOf, queueWaitMsOf } from "../life/durations.ts";
import { firstAtOf } from "../life/spans.ts";
import { deriveState, isAttempt, type Standing, timeOf } from "./derive-state.ts";
import { type DeliveryRow, deliveryColumns, type MessageRow, messageColumns } from "./rows.ts";
import { createSearchIndex } from "./search-index.ts";

/** A message in hand: changed in memory, written once at the end of the transaction. */
export interface Work {
  readonly row: MessageRow;
  readonly deliveries: Map<string, DeliveryRow>;
  isNew: boolean;
  /** Has text changed that is searched? */
  isTextNew: boolean;
}

/** What one transaction has in hand. */
export interface Workbench {
  /** The message of this identity, made at its first sight. */
  take(id: string, at: number): Work;
  /** The message of this identity, if it is kept. */
  find(id: string): Work | undefined;
  /** The delivery, made at its first sight. */
  delivery(work: Work, deliveryId: string, service: string): DeliveryRow;
  /** Adds to the timeline; inside the transaction. */
  tell(work: Pick<Work, "row">, entry: { at: number; what: string; service: string; facts?: object }): void;
  log(work: Work, line: LogRow): void;
  /** Says of each message in hand where it stands now, and writes it. Returns those whose state is new. */
  finish(now: number): Moved[];
  /** Forgets everything, after a transaction that failed. */
  drop(): void;
  readonly change: number;
}

/** A message whose state is new; `before` is null where the message is. */
interface Moved {
  readonly row: MessageRow;
  readonly before: MessageRow["state"] | null;
}

/** A logged line as it is stored. */
interface LogRow {
  readonly deliveryId: string | null;
  readonly at: number;
  readonly level: string;
  readonly service: string;
  readonly text: string;
  readonly fields: string | null;
}

/** Most events, and most log lines, that are kept of one message; what is beyond is counted. */
const MAX_EVENTS_OF_MESSAGE = 500;

/** @param directEndsWithinMs as {@link deriveState} has it */
export function createWorkbench(database: DatabaseSync, directEndsWithinMs?: number): Workbench {
  const read = createReader(database);
  const write = createRowWriter(database);
  const index = createSearchIndex(database);
  const inHand = new Map<string, Work>();
  let { change, position } = lastNumbers(database);

  function find(id: string): Work | undefined {
    const work = inHand.get(id) ?? read(id);
    if (work) inHand.set(id, work);
    return work;
  }

  return {
    ...createTeller(database),
    find,
    take(id, at) {
      const found = find(id);
      if (found) {
        found.row.firstAt = Math.min(found.row.firstAt, at);
        return found;
      }
      position += 1;
      const work = { row: toNewRow(id, position, at), deliveries: new Map(), isNew: true, isTextNew: true };
      inHand.set(id, work);
      return work;
    },
    delivery(work, deliveryId, service) {
      const delivery = work.deliveries.get(deliveryId) ?? toNewDelivery(work.row.position, deliveryId, service);
      work.deliveries.set(deliveryId, delivery);
      return delivery;
    },
    finish(now) {
      const moved: Moved[] = [];
      for (const work of inHand.values()) {
        const before = work.isNew ? null : work.row.state;
        change += 1;
        restate(work, change, (row, all) => deriveState(row, all, now, directEndsWithinMs));
        write(work);
        if (work.isTextNew) index(work.row, [...work.deliveries.values()], work.isNew);
        if (before !== work.row.state) moved.push({ row: work.row, before });
      }
      inHand.clear();
      return moved;
    },
    drop() {
      inHand.clear();
      ({ change, position } = lastNumbers(database));
    },
    get change() {
      return change;
    },
  };
}

// --- internal ---

function lastNumbers(database: DatabaseSync): { change: number; position: number } {
  const change = Number(database.prepare("SELECT value FROM meta WHERE key = 'change'").get()?.value);
  const position = Number(database.prepare("SELECT ifnull(max(position), 0) AS last FROM messages").get()?.last);
  return { change, position };
}

function createReader(database: DatabaseSync): (id: string) => Work | undefined {
  const selectMessage = database.prepare("SELECT * FROM messages WHERE id = ?");
  const selectDeliveries = database.prepare("SELECT * FROM deliveries WHERE message = ? ORDER BY id");
  return (id) => {
    const row = selectMessage.get(id) as MessageRow | undefined;
    if (!row) return undefined;
    const deliveries = selectDeliveries.all(row.position) as unknown as DeliveryRow[];
    const byId = new Map(deliveries.map((each) => [each.deliveryId, each]));
    return { row, deliveries: byId, isNew: false, isTextNew: false };
  };
}

/** Writes events and lines, up to as many as are kept of one message. */
function createTeller(database: DatabaseSync): Pick<Workbench, "tell" | "log"> {
  const insertEvent = database.prepare("INSERT INTO events (message, at, what, service, facts) VALUES (?, ?, ?, ?, ?)");
  const insertLog = database.prepare(
    "INSERT INTO logs (message, deliveryId, at, level, service, text, fields) VALUES (?, ?, ?, ?, ?, ?, ?)",
  );
  return {
    tell({ row }, { at, what, service, facts }) {
      row.changedAt = Math.max(row.changedAt, at);
      if (row.eventCount >= MAX_EVENTS_OF_MESSAGE) row.omitted += 1;
      else {
        row.eventCount += 1;
        insertEvent.run(row.position, at, what, service, facts ? JSON.stringify(facts) : null);
      }
    },
    log({ row }, { deliveryId, at, level, service, text, fields }) {
      if (row.logCount >= MAX_EVENTS_OF_MESSAGE) row.omitted += 1;
      else {
        row.logCount += 1;
        insertLog.run(row.position, deliveryId, at, level, service, text, fields);
      }
    },
  };
}

function restate(
  { row, deliveries }: Work,
  change: number,
  standingOf: (row: MessageRow, deliveries: readonly DeliveryRow[]) => Standing,
): void {
  const all = [...deliveries.values()];
  const attempts = all.filter(isAttempt).sort((a, b) => timeOf(a) - timeOf(b));
  const last = attempts.findLast(({ endedAt }) => endedAt !== null);
  Object.assign(row, standingOf(row, all));
  Object.assign(row, {
    change,
    firstAt: firstAtOf(row, all),
    queueWaitMs: queueWaitMsOf(row, all),
    attempts: attempts.length,
    handlerMs: last ? handlerMsOf(last) : null,
    lastError: row.refusedAt !== null && attempts.length === 0 ? row.lastError : firstLineOf(last?.error ?? null),
  });
}

function firstLineOf(error: string | null): string | null {
  if (error === null) return null;
  const { name, message } = JSON.parse(error) as { name: string; message: string };
  return `${name}: ${message}`.split("\n", 1)[0]?.slice(0, 300) ?? "";
}

/** One statement each for a new row and for a known one. */
function createRowWriter(database: DatabaseSync): (work: Work) => void {
  const marks = (n: number) => Array.from({ length: n }, () => "?").join(", ");
  const insert = database.prepare(
    `INSERT INTO messages (position, id, ${messageColumns.join(", ")}) VALUES (${marks(messageColumns.length + 2)})`,
  );
  const update = database.prepare(
    `UPDATE messages SET ${messageColumns.map((name) => `${name} = ?`).join(", ")} WHERE position = ?`,
  );
  const upsert = database.prepare(
    `INSERT INTO deliveries (${deliveryColumns.join(", ")}) VALUES (${marks(deliveryColumns.length)})
     ON CONFLICT (message, deliveryId) DO UPDATE SET ${deliveryColumns.map((name) => `${name} = excluded.${name}`).join(", ")}`,
  );
  return ({ row, deliveries, isNew }) => {
    const values = messageColumns.map((name) => row[name]);
    if (isNew) insert.run(row.position, row.id, ...values);
    else update.run(...values, row.position);
    for (const delivery of deliveries.values()) upsert.run(...deliveryColumns.map((name) => delivery[name]));
  };
}

function toNewRow(id: string, position: number, at: number): MessageRow {
  const none = Object.fromEntries(messageColumns.map((name) => [name, null])) as unknown as MessageRow;
  return {
    ...none,
    id,
    position,
    change: 0,
    state: "waiting",
    attempts: 0,
    firstAt: at,
    changedAt: at,
    inferred: 0,
    bodyCut: 0,
    payloadCut: 0,
    omitted: 0,
    eventCount: 0,
    logCount: 0,
  };
}

function toNewDelivery(message: number, deliveryId: string, service: string): DeliveryRow {
  const none = Object.fromEntries(deliveryColumns.map((name) => [name, null])) as unknown as DeliveryRow;
  return { ...none, id: null, message, deliveryId, service };
}
