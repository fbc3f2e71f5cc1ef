import type { Shown } from "@letsgo/activity";
import type { QueueSettings } from "@letsgo/config";
import { type Depths, type PeekedMessage, peekMessages } from "@letsgo/queue/admin";
import { AWAITS_DLQ } from "../store/derive-state.ts";
import { rememberBody, typeOf } from "../store/remember-body.ts";
import type { Store } from "../store/store.ts";
import type { Work, Workbench } from "../store/workbench.ts";

/** Can the queues be looked into? */
export interface Looked {
  readonly canPeek: boolean;
  readonly note: string;
}

/**
 * Finds out which messages lie in the dead-letter queue: nothing tells of a move there. Where the endpoint shows its queues,
 * the dead are those that are seen; elsewhere they are inferred, once their last delivery is over.
 */
export async function lookForDeadLetters(look: {
  readonly settings: QueueSettings;
  readonly store: Store;
  readonly shown: Shown;
  readonly dlqDepths: Depths | undefined;
  readonly at: number;
}): Promise<Looked> {
  const { settings, store, dlqDepths, shown, at } = look;
  const awaited = idsIn(store, `note = '${AWAITS_DLQ}'`);
  const dead = idsIn(store, "state = 'dead'");
  if (!dlqDepths) return { canPeek: false, note: "The dead-letter queue cannot be read." };
  const lying = dlqDepths.waiting + dlqDepths.inFlight + dlqDepths.delayed;
  if (lying > MAX_LOOKED)
    return { canPeek: false, note: `More than ${MAX_LOOKED} dead letters: too many to look through.` };
  if (awaited.length === 0 && dead.length === 0 && lying === 0) return { canPeek: settings.emulator, note: NO_PEEK };
  const seen = await peekMessages(settings, settings.dlqName).catch(() => "unreachable" as const);
  if (seen === "unreachable") return { canPeek: false, note: "The emulator did not answer." };
  if (!seen) {
    inferDead(store, at);
    return { canPeek: false, note: NO_PEEK };
  }
  markSeen({ store, shown, at }, seen);
  await markGone({ settings, store, at }, new Set(seen.map(({ messageId }) => messageId)), dead);
  return { canPeek: true, note: "" };
}

// --- internal ---

const MAX_LOOKED = 10_000;
const MOST_AT_ONCE = 200;
const NO_PEEK = "This endpoint shows no queue without receiving from it: dead letters are inferred, and marked so.";

function idsIn({ database }: Store, where: string): string[] {
  return database
    .prepare(`SELECT id FROM messages WHERE ${where} ORDER BY position DESC LIMIT ${MAX_LOOKED}`)
    .all()
    .map(({ id }) => String(id));
}

function inferDead(store: Store, at: number): void {
  const over = `note = '${AWAITS_DLQ}' AND ifnull(visibleAt, 0) <= `;
  amendAll(store, idsIn(store, over + at), (work, bench) => {
    work.row.deadAt = at;
    work.row.inferred = 1;
    bench.tell(work, { at, what: "moved to DLQ", service: "console", facts: { inferred: true } });
  });
}

/** Messages that nobody told the console of are taken in, too: an older stack may have left them. */
function markSeen(
  { store, shown, at }: { store: Store; shown: Shown; at: number },
  seen: readonly PeekedMessage[],
): void {
  const find = store.database.prepare("SELECT state, inferred FROM messages WHERE id = ?");
  const news = seen.filter(({ messageId }) => {
    const row = find.get(messageId);
    return row?.state !== "dead" || row.inferred === 1;
  });
  for (let start = 0; start < news.length; start += MOST_AT_ONCE) {
    store.takeIn(
      news.slice(start, start + MOST_AT_ONCE).map(({ messageId, sentAt }) => ({ id: messageId, at: sentAt })),
      (work, bench) => {
        const message = news.find(({ messageId }) => messageId === work.row.id);
        if (work.isNew && message) takeIn(work, message, shown);
        work.row.deadAt = at;
        work.row.inferred = 0;
        work.row.goneAt = null;
        bench.tell(work, { at, what: "moved to DLQ", service: "console" });
      },
    );
  }
}

function takeIn(work: Work, { body, sqsMessageId }: PeekedMessage, shown: Shown): void {
  const safe = shown.body(body);
  work.row.mode = "queued";
  work.row.sqsMessageId = sqsMessageId;
  work.row.type = typeOf(safe);
  rememberBody(work, safe);
}

/** Dead letters that lie there no longer were redriven, deleted or have expired. */
async function markGone(
  { settings, store, at }: { settings: QueueSettings; store: Store; at: number },
  seen: ReadonlySet<string>,
  dead: readonly string[],
): Promise<void> {
  const missing = dead.filter((id) => !seen.has(id));
  if (missing.length === 0) return;
  const inQueue = (await peekMessages(settings, settings.queueName).catch(() => undefined)) ?? [];
  const back = new Set(inQueue.map(({ messageId }) => messageId));
  amendAll(store, missing, (work, bench) => {
    if (work.row.state !== "dead") return;
    if (back.has(work.row.id)) {
      work.row.redrivenAt = at;
      bench.tell(work, { at, what: "redriven", service: "console", facts: { seen: "in the queue" } });
    } else {
      work.row.goneAt = at;
      bench.tell(work, { at, what: "gone from DLQ", service: "console" });
    }
  });
}

function amendAll(store: Store, ids: readonly string[], change: (work: Work, bench: Workbench) => void): void {
  for (let start = 0; start < ids.length; start += MOST_AT_ONCE)
    store.amend(ids.slice(start, start + MOST_AT_ONCE), change);
}
