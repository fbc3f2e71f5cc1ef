import { type MessageState, NEVER_ACCEPTED, NO_END_TOLD } from "@letsgo/console-api";
import type { DeliveryRow, MessageRow } from "./rows.ts";

/** What follows from the facts. */
export interface Standing {
  readonly state: MessageState;
  readonly note: string | null;
  readonly visibleAt: number | null;
  /** When to look again, since time alone changes it. */
  readonly recheckAt: number | null;
}

/** The facts of a message from which its standing follows. */
export type MessageFacts = Pick<
  MessageRow,
  | "mode"
  | "dueAt"
  | "refusedAt"
  | "hoppedAt"
  | "hopVisibleAt"
  | "redrivenAt"
  | "deadAt"
  | "inferred"
  | "goneAt"
  | "removedAt"
  | "removedNote"
>;

/** The facts of a delivery. */
export type DeliveryFacts = Pick<
  DeliveryRow,
  | "mode"
  | "receivedAt"
  | "startedAt"
  | "endedAt"
  | "outcome"
  | "willRetry"
  | "visibleAt"
  | "returnedAt"
  | "deletedAt"
  | "receiveCount"
>;

/**
 * Says where a message stands. It looks at facts and their times only, never at the order in which they were told: batches
 * of several processes interleave, and a late one must not set a message back. The latest fact decides, but for success,
 * which only a later sight in the dead-letter queue undoes.
 *
 * @param directEndsWithinMs how long after its receipt a direct delivery's end is told at the latest, in milliseconds;
 *   nothing brings it back where its worker was killed
 */
export function deriveState(
  message: MessageFacts,
  deliveries: readonly DeliveryFacts[],
  now: number,
  directEndsWithinMs = MAX_FUNCTION_TIMEOUT_MS,
): Standing {
  const success = latestOf(deliveries.filter(isSuccess));
  if (success && (message.deadAt ?? 0) <= (success.endedAt ?? 0)) return ended("succeeded", noteOfSuccess(success));
  const delivery = latestOf(deliveries);
  const marks: readonly (readonly [at: number, standing: () => Standing])[] = [
    [0, () => ofAcceptance(message, now)],
    [
      delivery ? timeOf(delivery) : -1,
      () => ofDelivery(delivery as DeliveryFacts, message, { now, directEndsWithinMs }),
    ],
    [message.hoppedAt ?? -1, () => delayedUntil(message.hopVisibleAt, now)],
    [message.deadAt ?? -1, () => ofDeath(message)],
    [redriveTime(message, deliveries), () => waiting(null)],
    [message.removedAt ?? -1, () => ended("deleted", message.removedNote)],
  ];
  const [, standing] = marks.reduce((latest, mark) => (mark[0] >= latest[0] ? mark : latest));
  return standing();
}

/** The note of a message that has failed for the last time, and lies in its queue until its next receive. */
export const AWAITS_DLQ = "will be dead-lettered";

/** Does it await its move to the dead-letter queue? */
export function awaitsDlq({ state, note }: Pick<MessageRow, "state" | "note">): boolean {
  return state === "failed" && note === AWAITS_DLQ;
}

/** When a delivery began, as well as it is known. */
export function timeOf({ receivedAt, startedAt, endedAt, returnedAt, deletedAt }: DeliveryFacts): number {
  return receivedAt ?? startedAt ?? endedAt ?? returnedAt ?? deletedAt ?? 0;
}

/** Did a handler see it? */
export function isAttempt({ startedAt, outcome }: Pick<DeliveryFacts, "startedAt" | "outcome">): boolean {
  return outcome === "succeeded" || outcome === "failed" || (startedAt !== null && outcome !== "duplicate");
}

// --- internal ---

/** Lambda's longest. */
const MAX_FUNCTION_TIMEOUT_MS = 900_000;

/** A worker's last words may come a little after the message is visible again. */
const LOST_AFTER_MS = 1000;

function isSuccess({ outcome }: DeliveryFacts): boolean {
  return outcome === "succeeded" || outcome === "duplicate";
}

function latestOf<D extends DeliveryFacts>(deliveries: readonly D[]): D | undefined {
  return deliveries.reduce<D | undefined>((latest, delivery) => {
    if (!latest) return delivery;
    const difference = timeOf(delivery) - timeOf(latest) || (delivery.receiveCount ?? 0) - (latest.receiveCount ?? 0);
    return difference >= 0 ? delivery : latest;
  }, undefined);
}

/**
 * A redrive is told when the copy has been sent and its original deleted: the copy may have been received before. So it
 * counts from just after what it follows: the last delivery, or the sight in the dead-letter queue.
 */
function redriveTime({ redrivenAt, deadAt }: MessageFacts, deliveries: readonly DeliveryFacts[]): number {
  if (redrivenAt === null) return -1;
  const before = deliveries.filter(({ outcome, willRetry }) => outcome === "failed" && !willRetry).map(timeOf);
  const followed = [...before, deadAt ?? 0].filter((at) => at > 0 && at <= redrivenAt);
  return followed.length === 0 ? redrivenAt : Math.max(...followed) + 0.5;
}

/** A message that nobody told as accepted is a foreign one, or its telling is under way. */
function ofAcceptance({ mode, dueAt, refusedAt }: MessageFacts, now: number): Standing {
  if (refusedAt !== null) return ended("failed", NEVER_ACCEPTED);
  return mode === "queued" && dueAt !== null ? delayedUntil(dueAt, now) : waiting(null);
}

function ofDelivery(
  delivery: DeliveryFacts,
  message: MessageFacts,
  { now, directEndsWithinMs }: { now: number; directEndsWithinMs: number },
): Standing {
  const { outcome, mode, visibleAt, returnedAt, deletedAt } = delivery;
  switch (outcome) {
    case "filtered":
      return ended("deleted", "deleted by filter");
    case "failed":
      if (deletedAt !== null) return ended("failed", "deleted without another try");
      if (delivery.willRetry) return waiting(visibleAt);
      return { ...ended("failed", mode === "direct" ? null : AWAITS_DLQ), visibleAt };
    case "hopped":
      return delayedUntil(message.hopVisibleAt ?? message.dueAt, now);
    case "skipped":
      return waiting(visibleAt);
  }
  if (deletedAt !== null) return ended("deleted", null);
  if (returnedAt !== null) return waiting(visibleAt);
  if (visibleAt !== null && visibleAt + LOST_AFTER_MS <= now) {
    return { ...waiting(visibleAt), note: "not deleted in time" };
  }
  const silentAt = mode === "direct" ? timeOf(delivery) + directEndsWithinMs : null;
  if (silentAt !== null && silentAt <= now) return ended("failed", NO_END_TOLD);
  const recheckAt = visibleAt === null ? silentAt : visibleAt + LOST_AFTER_MS;
  return { state: "in flight", note: null, visibleAt, recheckAt };
}

function ofDeath({ inferred, goneAt, deadAt }: MessageFacts): Standing {
  if (goneAt !== null && goneAt >= (deadAt ?? 0)) return ended("deleted", "gone from the dead-letter queue");
  return ended("dead", inferred ? "inferred" : null);
}

function delayedUntil(at: number | null, now: number): Standing {
  if (at === null || at <= now) return waiting(null);
  return { state: "delayed", note: null, visibleAt: at, recheckAt: at };
}

function waiting(visibleAt: number | null): Standing {
  return { state: "waiting", note: null, visibleAt, recheckAt: null };
}

function ended(state: MessageState, note: string | null): Standing {
  return { state, note, visibleAt: null, recheckAt: null };
}

function noteOfSuccess({ outcome }: DeliveryFacts): string | null {
  return outcome === "duplicate" ? "duplicate" : null;
}
