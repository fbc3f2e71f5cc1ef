import type { Span } from "@letsgo/console-api";
import { awaitsDlq, isAttempt, timeOf } from "../store/derive-state.ts";
import type { DeliveryRow, MessageRow } from "../store/rows.ts";
import type { Stay } from "./stays.ts";

/**
 * When a message's life began: when it was accepted, or received where that was told earlier; where nobody told that it was
 * accepted, its first sight, which is when it was sent.
 */
export function firstAtOf({ acceptedAt, firstAt }: MessageRow, deliveries: readonly DeliveryRow[]): number {
  return acceptedAt === null ? firstAt : Math.min(acceptedAt, ...deliveries.map(timeOf));
}

/**
 * The stretches of a message's life (`Span` says what each is), in order and without gaps, from its first sight to its end;
 * the last one lasts while it has not ended.
 *
 * @param stays its times in the dead-letter queue
 */
export function toSpans(message: MessageRow, deliveries: readonly DeliveryRow[], stays: readonly Stay[]): Span[] {
  const life = beginLife(firstAtOf(message, deliveries));
  const ordered = [...deliveries].sort((a, b) => timeOf(a) - timeOf(b));
  let dueAt = message.mode === "queued" ? message.dueAt : null;
  for (const [index, delivery] of ordered.entries()) {
    rest(life, timeOf(delivery), dueAt, stays);
    deliver(life, delivery, endOf(delivery, ordered[index + 1], message));
    // What a failed delivery waits for is its visibility, which is a wait like any other.
    dueAt = delivery.outcome === "hopped" ? (message.hopVisibleAt ?? message.dueAt) : null;
  }
  const { state } = message;
  if (state === "deleted") rest(life, endOfRest(message) ?? life.at(), dueAt, stays);
  else if (lying.has(state) || awaitsDlq(message)) rest(life, null, dueAt, stays);
  return life.spans;
}

// --- internal ---

const lying: ReadonlySet<MessageRow["state"]> = new Set(["delayed", "waiting", "dead"]);

/** Grows at its end alone, so that stretches follow each other whatever clocks and late batches tell. */
interface Life {
  readonly spans: Span[];
  /** Where it has come to. */
  at(): number;
  /** Goes on to a time, or for good (null), with what it is meanwhile. */
  go(kind: Span["kind"], to: number | null): void;
}

function beginLife(firstAt: number): Life {
  const spans: Span[] = [];
  let at = firstAt;
  return {
    spans,
    at: () => at,
    go(kind, to) {
      if (at === Number.POSITIVE_INFINITY || (to !== null && to <= at)) return;
      spans.push({ kind, from: at, to });
      at = to ?? Number.POSITIVE_INFINITY;
    },
  };
}

/** In one of the two queues, with no worker. */
function rest(life: Life, to: number | null, dueAt: number | null, stays: readonly Stay[]): void {
  for (const stay of stays) {
    if (to !== null && stay.from >= to) break;
    if (stay.to !== null && stay.to <= life.at()) continue;
    wait(life, stay.from, dueAt);
    life.go("dead-letter queue", earlier(stay.to, to));
  }
  wait(life, to, dueAt);
}

/** Delayed until it is due, waiting from then on. */
function wait(life: Life, to: number | null, dueAt: number | null): void {
  if (dueAt !== null) life.go("delayed", to === null && dueAt > Date.now() ? null : earlier(dueAt, to));
  life.go("waiting", to);
}

function deliver(life: Life, delivery: DeliveryRow, end: number | null): void {
  if (isAttempt(delivery) && delivery.startedAt !== null) {
    life.go("in flight", delivery.startedAt);
    life.go("handler", end);
  } else life.go("in flight", end);
}

/** Where nobody told a delivery's end (its worker was lost), it ends with its visibility, or with what comes next. */
function endOf(delivery: DeliveryRow, next: DeliveryRow | undefined, message: MessageRow): number | null {
  const { endedAt, returnedAt, deletedAt, visibleAt } = delivery;
  const told = endedAt ?? returnedAt ?? deletedAt;
  if (told !== null) return told;
  if (!next && message.state === "in flight") return null;
  return earlier(visibleAt, earlier(next ? timeOf(next) : null, endOfRest(message))) ?? timeOf(delivery);
}

/** When it was deleted, or was seen to be gone. */
function endOfRest({ removedAt, goneAt }: MessageRow): number | null {
  return removedAt === null || goneAt === null ? (removedAt ?? goneAt) : Math.max(removedAt, goneAt);
}

/** null is never. */
function earlier(one: number | null, other: number | null): number | null {
  return one === null || other === null ? (one ?? other) : Math.min(one, other);
}
