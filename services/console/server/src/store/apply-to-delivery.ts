import type {
  ShippedEvent,
  ShippedFailed,
  ShippedReceived,
  ShippedReturned,
  ShippedSucceeded,
} from "@letsgo/activity/shipped";
import { handlerMsOf, queueWaitMsOf } from "../life/durations.ts";
import type { Aggregates } from "./aggregates.ts";
import type { Application } from "./application.ts";
import { isAttempt } from "./derive-state.ts";
import { rememberAttributes, rememberBody, typeOf } from "./remember-body.ts";
import type { DeliveryOutcome, DeliveryRow } from "./rows.ts";
import type { Work } from "./workbench.ts";

/** An event about one delivery of a message. */
export type DeliveryEvent = Extract<ShippedEvent, { receiveCount: number }>;

/** Writes what an event tells of a delivery into it, and into its message. */
export function applyToDelivery(event: DeliveryEvent, work: Work, to: Application): void {
  const { bench, aggregates, service } = to;
  if (event.name === "received" && event.mode === "queued") to.notices.endOutage(service, event.at);
  if (event.name === "received" && isBack(event, work)) {
    work.row.redrivenAt = event.at;
    bench.tell(work, { at: event.at, what: "redriven", service, facts: { by: "received again" } });
  }
  const delivery = bench.delivery(work, event.deliveryId, service);
  delivery.mode = event.mode;
  delivery.receiveCount = event.receiveCount;
  work.row.mode ??= event.mode;
  work.row.sqsMessageId = event.sqsMessageId;
  const told = apply(event, { work, delivery, aggregates });
  measureWait(event.at, { work, delivery, aggregates });
  if (told) bench.tell(work, { at: event.at, what: told.what, service, ...(told.facts && { facts: told.facts }) });
}

// --- internal ---

interface InHand {
  readonly work: Work;
  readonly delivery: DeliveryRow;
  readonly aggregates: Aggregates;
}

/** A move task tells of no message: what was seen in the dead-letter queue and is received has come out of it. */
function isBack({ at }: ShippedReceived, { row }: Work): boolean {
  const { deadAt, redrivenAt, inferred } = row;
  return deadAt !== null && inferred === 0 && at > deadAt && (redrivenAt ?? 0) <= deadAt;
}

/** What the timeline says of it; undefined: nothing, since another event says it. */
type Told = { readonly what: string; readonly facts?: object } | undefined;

function apply(event: DeliveryEvent, hand: InHand): Told {
  const { delivery, work } = hand;
  switch (event.name) {
    case "received":
      return applyReceived(event, hand);
    case "started":
      delivery.startedAt = event.at;
      work.row.type ??= event.type;
      return { what: "started" };
    case "succeeded":
      return applySucceeded(event, hand);
    case "failed":
      return applyFailed(event, hand);
    case "hopped":
      end(delivery, "hopped", event.at);
      return undefined;
    case "skipped":
      end(delivery, "skipped", event.at);
      return { what: "not handled", facts: { reason: "an earlier message of its group failed" } };
    case "deleted":
      delivery.deletedAt = event.at;
      return { what: "deleted from queue" };
    case "filtered":
      end(delivery, "filtered", event.at);
      rememberBody(work, event.body);
      work.row.type ??= typeOf(event.body);
      return { what: "deleted by filter" };
    case "returned":
      return applyReturned(event, hand);
    case "visibility-changed":
      delivery.visibleAt = event.visibleAt;
      return { what: "retry after", facts: { visibleAt: event.visibleAt } };
  }
}

function applyReceived(event: ShippedReceived, { work, delivery }: InHand): Told {
  const { row } = work;
  // Nobody told that it was accepted (yet): then its life begins when it was sent.
  row.firstAt = Math.min(row.firstAt, event.sentAt);
  delivery.receivedAt = event.at;
  delivery.visibleAt ??= event.visibleAt ?? null;
  row.queue = event.queueArn.split(":").pop() || row.queue;
  rememberBody(work, event.body);
  rememberAttributes(row, event);
  row.type ??= typeOf(event.body);
  return { what: "received", facts: { receiveCount: event.receiveCount } };
}

function applySucceeded(event: ShippedSucceeded, { work, delivery, aggregates }: InHand): Told {
  end(delivery, event.duplicate ? "duplicate" : "succeeded", event.at);
  work.row.type ??= event.type ?? null;
  if (event.duplicate) return { what: "duplicate" };
  aggregates.count("succeeded", work.row.type, event.at);
  const handlerMs = measureHandler(event.at, { work, delivery, aggregates });
  return { what: "succeeded", ...(handlerMs !== null && { facts: { handlerMs } }) };
}

function applyFailed(event: ShippedFailed, { work, delivery, aggregates }: InHand): Told {
  end(delivery, "failed", event.at);
  work.row.type ??= event.type ?? null;
  work.isTextNew = true;
  delivery.willRetry = event.willRetry ? 1 : 0;
  delivery.error = JSON.stringify(event.error);
  aggregates.count("failed", work.row.type, event.at);
  const handlerMs = measureHandler(event.at, { work, delivery, aggregates });
  const error = `${event.error.name}: ${event.error.message}`.slice(0, 300);
  const { willRetry, receiveCount } = event;
  return { what: "failed", facts: { error, willRetry, receiveCount, ...(handlerMs !== null && { handlerMs }) } };
}

function applyReturned(event: ShippedReturned, { delivery }: InHand): Told {
  delivery.returnedAt = event.at;
  delivery.reason = event.reason;
  delivery.visibleAt = event.visibleAt ?? delivery.visibleAt;
  return { what: "returned to queue", facts: { reason: event.reason, visibleAt: event.visibleAt ?? null } };
}

function end(delivery: DeliveryRow, outcome: DeliveryOutcome, at: number): void {
  delivery.outcome = outcome;
  delivery.endedAt = at;
}

function measureHandler(at: number, { work, delivery, aggregates }: InHand): number | null {
  const handlerMs = handlerMsOf(delivery);
  if (handlerMs !== null) aggregates.measure("handler", work.row.type, at, handlerMs);
  return handlerMs;
}

/** Once, when a handler has the message first. */
function measureWait(at: number, { work: { row, deliveries }, delivery, aggregates }: InHand): void {
  if (row.queueWaitMs !== null || !isAttempt(delivery)) return;
  row.queueWaitMs = queueWaitMsOf(row, [...deliveries.values()]);
  if (row.queueWaitMs !== null) aggregates.measure("queueWait", row.type, at, row.queueWaitMs);
}
