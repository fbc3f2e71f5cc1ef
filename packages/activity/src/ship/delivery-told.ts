import type { EventSourceEvent, KeptEvent } from "@letsgo/event-source";
import type { QueueEvent } from "@letsgo/queue";
import { identityOf, traceIdOf } from "@letsgo/queue/receive";
import type { SQSRecord } from "aws-lambda";
import { createDeliveries } from "../deliveries.ts";
import type { WorkerEvent } from "../worker-events.ts";
import type { Shown } from "./to-shown.ts";
import { type Told, toDelivery, valuesOf } from "./told.ts";

/** What the console is told of deliveries: each one's outcome once, whoever tells it. */
export interface DeliveryTold {
  ofEventSource(event: EventSourceEvent): readonly Told[];
  ofWorker(event: WorkerEvent): readonly Told[];
  /** `retryAfter` has changed when a delivery's message is visible again. */
  onVisibilityChanged(event: Extract<QueueEvent, { name: "visibility-changed" }>): void;
}

/** @param options.maxReceiveCount deliveries that a message gets before the dead-letter queue */
export function createDeliveryTold(shown: Shown, options: { maxReceiveCount: number }): DeliveryTold {
  const deliveries = createDeliveries();
  const visibleAt = new Map<string, number>();

  function failed(record: SQSRecord, failure: { error: Error; durationMs?: number }): Told {
    const delivery = toDelivery(record);
    const willRetry = delivery.mode === "queued" && delivery.receiveCount < options.maxReceiveCount;
    return { name: "failed", ...delivery, ...failure, error: shown.error(failure.error), willRetry };
  }

  function returned(event: KeptEvent): Told {
    const { record, reason, error } = event;
    const at = visibleAt.get(record.receiptHandle) ?? event.visibleAt;
    visibleAt.delete(record.receiptHandle);
    const told = { name: "returned", ...toDelivery(record), reason } as const;
    return { ...told, ...(at !== undefined && { visibleAt: at }), ...(error && { error: shown.error(error) }) };
  }

  return {
    ofEventSource(event) {
      switch (event.name) {
        case "received":
          deliveries.begin(event.record);
          return [received(event.record, shown, event)];
        case "invocation-failed": {
          const { error, durationMs } = event;
          const records = event.records.filter((record) => deliveries.fail(record));
          return records.map((record) => failed(record, { error, durationMs: Math.round(durationMs) }));
        }
        case "deleted": {
          const delivery = toDelivery(event.record);
          const untold: Told[] = deliveries.end(event.record) ? [{ name: "succeeded", ...delivery }] : [];
          return [...untold, { name: "deleted", ...delivery }];
        }
        case "filtered":
          return [{ name: "filtered", ...toDelivery(event.record), body: shown.body(event.record.body) }];
        case "kept": {
          const untold = deliveries.end(event.record) && event.reason === "reported";
          return [...(untold ? [failed(event.record, { error: reportedError })] : []), returned(event)];
        }
        case "released":
          return [{ name: "returned", ...toDelivery(event.record), reason: "released", visibleAt: Date.now() }];
        case "extend-failed": {
          const text = `Message ${identityOf(event.record)} could not be kept hidden: it may come again while it is handled.`;
          return [{ name: event.name, text, error: shown.error(event.error) }];
        }
        case "poll-failed":
          return [{ name: event.name, text: "The queue cannot be polled.", error: shown.error(event.error) }];
        case "poll-recovered":
          return [{ name: event.name, text: "The queue is polled again." }];
      }
    },
    ofWorker(event) {
      if (event.name === "received") return [received(event.record, shown, {})];
      if (event.name === "started") return [{ name: event.name, ...toDelivery(event.record), type: event.type }];
      return deliveries.settle(event.record) ? [outcome(event, shown)] : [];
    },
    onVisibilityChanged(event) {
      if (visibleAt.size >= MAX_CHANGED) visibleAt.clear();
      visibleAt.set(event.record.receiptHandle, event.visibleAt);
    },
  };
}

// --- internal ---

/** Each is taken out when its message is told as kept, soon after; some never are. */
const MAX_CHANGED = 1000;

const reportedError = new Error("The handler reported this message in batchItemFailures");

function received(
  record: SQSRecord,
  shown: Shown,
  { at = Date.now(), visibleAt }: { at?: number; visibleAt?: number },
): Told {
  const sentAt = Number(record.attributes?.SentTimestamp ?? at);
  return {
    name: "received",
    ...toDelivery(record),
    traceId: traceIdOf(record),
    sentAt,
    queueAgeMs: Math.max(0, at - sentAt),
    queueArn: record.eventSourceARN,
    ...(visibleAt !== undefined && { visibleAt }),
    body: shown.body(record.body),
    attributes: shown.attributes(valuesOf(record)),
  };
}

function outcome(event: Exclude<WorkerEvent, { name: "received" | "started" }>, shown: Shown): Told {
  const { record, ...told } = event;
  const delivery = toDelivery(record);
  switch (told.name) {
    case "failed":
      return { ...delivery, ...told, error: shown.error(told.error) };
    case "duplicate":
      return { ...delivery, name: "succeeded", duplicate: true };
    default:
      return { ...delivery, ...told };
  }
}
