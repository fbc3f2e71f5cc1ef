import type { QueueSettings } from "@letsgo/config";
import type { Deleted, MessageState, Purged, PurgeRequest, QueueRole } from "@letsgo/console-api";
import type { createSqsClient } from "@letsgo/queue";
import { deleteMessage, findDlqUrl, findQueueUrl, purgeQueue, queueDepths } from "@letsgo/queue/admin";
import { ProblemError } from "@letsgo/service/express";
import { z } from "zod";
import { AWAITS_DLQ } from "../store/derive-state.ts";
import type { Store } from "../store/store.ts";

/** What a purge request must say. */
export const purgeRequest = z.strictObject({ confirm: z.string() });

/** By what messages are deleted. */
export interface RemovalParts {
  readonly client: ReturnType<typeof createSqsClient>;
  readonly settings: QueueSettings;
  readonly store: Store;
}

/**
 * Deletes one message that is visible in the queue.
 *
 * @throws {ProblemError} 404 where it is not visible there
 */
export async function deleteOne(queue: QueueRole, messageId: string, parts: RemovalParts): Promise<Deleted> {
  const name = nameOf(queue, parts.settings);
  const isDeleted = await deleteMessage(parts.client, await urlOf(queue, parts), messageId);
  if (!isDeleted) {
    throw new ProblemError({
      status: 404,
      detail: `Expected ${messageId} to be visible in ${name}, got nothing. It may be in flight, delayed, or gone.`,
    });
  }
  markRemoved(parts.store, [messageId], "deleted by hand");
  return { queue: name, messageId };
}

/**
 * Deletes everything in the queue: what waits, what is delayed and what is in flight.
 *
 * @throws {ProblemError} 400 where `confirm` is not the queue's name
 */
export async function purge(queue: QueueRole, { confirm }: PurgeRequest, parts: RemovalParts): Promise<Purged> {
  const name = nameOf(queue, parts.settings);
  if (confirm !== name) {
    const message = `Expected the queue's name, ${name}, got ${JSON.stringify(confirm)}`;
    throw new ProblemError({ status: 400, detail: `${message}.`, errors: [{ field: "confirm", message }] });
  }
  const { dlq, ...main } = await queueDepths(parts.client, parts.settings);
  const { waiting = 0, inFlight = 0, delayed = 0 } = (queue === "dlq" ? dlq : main) ?? {};
  await purgeQueue(parts.client, await urlOf(queue, parts));
  const states: MessageState[] = queue === "dlq" ? ["dead"] : ["delayed", "waiting", "in flight", "failed"];
  for (const state of states) markAll(parts.store, state);
  return { queue: name, purged: waiting + inFlight + delayed };
}

/** @throws {ProblemError} 404 for another word */
export function parseRole(word: unknown): QueueRole {
  if (word === "main" || word === "dlq") return word;
  throw new ProblemError({ status: 404, detail: `Expected the queue to be main or dlq, got ${word}.` });
}

export function nameOf(queue: QueueRole, { queueName, dlqName }: QueueSettings): string {
  return queue === "dlq" ? dlqName : queueName;
}

// --- internal ---

const AT_ONCE = 200;

function urlOf(queue: QueueRole, { client, settings }: RemovalParts): Promise<string> {
  return queue === "dlq" ? findDlqUrl(client, settings) : findQueueUrl(client, settings);
}

/** What is over in direct mode, or was never accepted, lies in no queue. */
function markAll(store: Store, state: MessageState): void {
  const lying = store.database.prepare(
    `SELECT id FROM messages WHERE state = ? AND mode = 'queued' AND (state <> 'failed' OR note = '${AWAITS_DLQ}')
     ORDER BY position`,
  );
  const ids = lying.all(state).map(({ id }) => String(id));
  for (let start = 0; start < ids.length; start += AT_ONCE) {
    markRemoved(store, ids.slice(start, start + AT_ONCE), "purged");
  }
}

function markRemoved(store: Store, messageIds: readonly string[], note: string): void {
  const at = Date.now();
  store.amend(messageIds, (work, bench) => {
    work.row.removedAt = Math.max(at, (work.row.deadAt ?? 0) + 1);
    work.row.removedNote = note;
    bench.tell(work, { at, what: note, service: "console" });
  });
}
