import type { Span } from "@letsgo/console-api";
import { isAttempt, timeOf } from "../store/derive-state.ts";
import type { DeliveryRow, MessageRow } from "../store/rows.ts";

/** The stretches of a message's life, in order and without gaps; the last lasts until it has ended. */
export function toSpans(message: MessageRow, deliveries: readonly DeliveryRow[]): Span[] {
  const ordered = [...deliveries].sort((a, b) => timeOf(a) - timeOf(b));
  const spans: Span[] = [];
  const add = (kind: Span["kind"], from: number, to: number | null) => {
    if (to === null || to > from) spans.push({ kind, from, to });
  };
  let at = message.firstAt;
  let dueAt = message.mode === "queued" ? message.dueAt : null;
  for (const delivery of ordered) {
    const received = Math.max(at, timeOf(delivery));
    addRest(add, at, received, dueAt);
    at = addDelivery(add, received, delivery);
    // What a failed delivery waits for is its visibility, which is a wait like any other.
    dueAt = delivery.outcome === "hopped" ? (message.hopVisibleAt ?? message.dueAt) : null;
  }
  if (isOver(message)) {
    // Dead letters and deleted ones waited until they were seen there.
    const end = message.deadAt ?? message.removedAt ?? at;
    if (message.state === "dead" || message.state === "deleted") add("waiting", at, Math.max(at, end));
    return spans;
  }
  if (message.state !== "in flight") addRest(add, at, null, dueAt);
  return spans;
}

// --- internal ---

type Add = (kind: Span["kind"], from: number, to: number | null) => void;

function isOver({ state }: MessageRow): boolean {
  return state === "succeeded" || state === "failed" || state === "dead" || state === "deleted";
}

/** Delayed until it is due, waiting from then on. */
function addRest(add: Add, from: number, to: number | null, dueAt: number | null): void {
  const due = dueAt === null ? from : to === null ? dueAt : Math.min(Math.max(dueAt, from), to);
  if (to === null && due > Date.now()) add("delayed", from, null);
  else {
    add("delayed", from, due);
    add("waiting", due, to);
  }
}

/** Returns where the delivery ends. */
function addDelivery(add: Add, received: number, delivery: DeliveryRow): number {
  const ended = delivery.endedAt ?? delivery.returnedAt ?? delivery.deletedAt;
  const started = isAttempt(delivery) ? (delivery.startedAt ?? received) : null;
  if (started === null) {
    add("in flight", received, ended);
    return ended ?? received;
  }
  add("in flight", received, started);
  add("handler", Math.max(started, received), ended);
  return ended ?? Math.max(started, received);
}
