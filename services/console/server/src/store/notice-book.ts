import type { DatabaseSync } from "node:sqlite";
import type { ShippedError, ShippedNotice } from "@letsgo/activity/shipped";
import type { Notice } from "@letsgo/console-api";

/** What services told that is about no message: bounded, and what is told again is counted. */
export interface NoticeBook {
  /** Takes in what a service told; inside a transaction. */
  take(notice: ShippedNotice, service: string): void;
  /** The service polls its queue, or is a new process: what it told before of an outage is over. Inside a transaction. */
  endOutage(service: string, at: number): void;
  /** The latest, outages that last first. */
  list(): Notice[];
}

export function createNoticeBook(database: DatabaseSync): NoticeBook {
  const put = database.prepare(
    `INSERT INTO notices VALUES (?1, ?2, ?3, ?4, ?5, ?5, 1, NULL)
     ON CONFLICT DO UPDATE SET error = ?4, times = times + 1, since = CASE WHEN endedAt IS NULL THEN since ELSE ?5 END,
       lastAt = max(lastAt, ?5), endedAt = NULL`,
  );
  // One kind that is told again and again, each time of another message, must not push out the others.
  const keepFewOfName = database.prepare(
    `DELETE FROM notices WHERE service = ?1 AND name = ?2 AND text NOT IN (
       SELECT text FROM notices WHERE service = ?1 AND name = ?2 ORDER BY lastAt DESC LIMIT ${MAX_OF_NAME})`,
  );
  const keepFew = database.prepare(
    `DELETE FROM notices WHERE (service, name, text) NOT IN (
       SELECT service, name, text FROM notices ORDER BY lastAt DESC LIMIT ${MAX_KEPT})`,
  );
  const end = database.prepare(
    `UPDATE notices SET endedAt = ?2 WHERE service = ?1 AND name = '${OUTAGE}' AND endedAt IS NULL AND lastAt <= ?2`,
  );
  const list = database.prepare(
    `SELECT * FROM notices ORDER BY name = '${OUTAGE}' AND endedAt IS NULL DESC, lastAt DESC LIMIT ${MAX_LISTED}`,
  );
  return {
    take({ name, at, text, error }, service) {
      if (name === "poll-recovered") {
        end.run(service, at);
        return;
      }
      put.run(service, name, text.slice(0, MAX_CHARACTERS), error ? wordsOf(error) : null, at);
      keepFewOfName.run(service, name);
      keepFew.run();
    },
    endOutage: (service, at) => void end.run(service, at),
    list: () =>
      list.all().map((row) => ({
        service: String(row.service),
        kind: kindOf(String(row.name)),
        text: String(row.text),
        error: row.error === null ? null : String(row.error),
        since: Number(row.since),
        lastAt: Number(row.lastAt),
        times: Number(row.times),
        endedAt: row.endedAt === null ? null : Number(row.endedAt),
      })),
  };
}

// --- internal ---

const OUTAGE: ShippedNotice["name"] = "poll-failed";
const notes: readonly string[] = ["queue-created", "queue-updated", "all-redriven"] satisfies ShippedNotice["name"][];

const MAX_OF_NAME = 5;
const MAX_KEPT = 100;
const MAX_LISTED = 20;
const MAX_CHARACTERS = 1000;

function kindOf(name: string): Notice["kind"] {
  if (name === OUTAGE) return "outage";
  return notes.includes(name) ? "note" : "warning";
}

/** An error's first line; Node's own say what happened in their code, some of them there alone. */
function wordsOf({ name, message, code }: ShippedError): string {
  const [first = ""] = message.split("\n", 1);
  if (code === undefined || first.includes(code)) return (first || name).slice(0, MAX_CHARACTERS);
  return `${code}${first && `: ${first}`}`.slice(0, MAX_CHARACTERS);
}
