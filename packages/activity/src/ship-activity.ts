import { randomUUID } from "node:crypto";
import { subscribe, unsubscribe } from "node:diagnostics_channel";
import type { ShippingSettings } from "@letsgo/config";
import { type EventSourceEvent, eventSourceChannelName } from "@letsgo/event-source";
import { LOG_CHANNEL, type LoggedEvent, type Logger } from "@letsgo/logger";
import { QUEUE_CHANNEL, type QueueEvent } from "@letsgo/queue";
import { createDeliveryTold } from "./ship/delivery-told.ts";
import { createOutbox, type Outbox } from "./ship/outbox.ts";
import { createBatchPoster } from "./ship/post-batch.ts";
import { queueTold } from "./ship/queue-told.ts";
import { runShipping } from "./ship/run-shipping.ts";
import { createSecrets } from "./ship/secrets.ts";
import { toBounded } from "./ship/shorten.ts";
import { createShown, type Shown } from "./ship/to-shown.ts";
import type { Told } from "./ship/told.ts";
import { type WorkerEvent, workerChannelName } from "./worker-events.ts";

/** Options of {@link shipActivity}. */
export interface ShipOptions {
  /** Whom to tell, for example by `shippingSettingsOf(process.env)`. */
  readonly settings: ShippingSettings;
  /** The process's service, for example `worker`. */
  readonly service: string;
  /** Hears when the console goes away and comes back. */
  readonly logger: Logger;
  /** Deliveries that a message gets before the dead-letter queue; only told. */
  readonly maxReceiveCount: number;
}

/**
 * Tells the console what happens to messages in this process: in batches, from memory that is bounded, with secrets masked
 * and bodies cut, and never in a message's way. What cannot be told is counted, and the count is told.
 *
 * @returns ends it: ships what is left, for at most two seconds, and no longer than the console answers
 * @example
 * const stopShipping = shipActivity({ settings: shippingSettingsOf(process.env), service: "worker", logger, maxReceiveCount: 3 });
 */
export function shipActivity({ settings, service, logger, maxReceiveCount }: ShipOptions): () => Promise<void> {
  if (settings.consoleUrl === undefined) return async () => {};
  const outbox = createOutbox({ id: randomUUID(), service, pid: process.pid, startedAt: Date.now() });
  const shipping = runShipping({ outbox, poster: createBatchPoster(settings.consoleUrl), logger });
  const shown = createShown(createSecrets(settings.maskedNames));
  const listeners = [...createTellers(shown, maxReceiveCount)].map(
    ([name, toTold]) => [name, guarded(toTold, outbox, shipping.wake)] as const,
  );
  for (const [name, listener] of listeners) subscribe(name, listener);
  return async () => {
    for (const [name, listener] of listeners) unsubscribe(name, listener);
    await shipping.stop(STOP_DEADLINE_MS);
  };
}

// --- internal ---

const STOP_DEADLINE_MS = 2000;

/** What is told of the events of each channel. */
type Teller = (event: never) => readonly Told[];

function createTellers(shown: Shown, maxReceiveCount: number): ReadonlyMap<string, Teller> {
  const deliveries = createDeliveryTold(shown, { maxReceiveCount });
  return new Map<string, Teller>([
    [
      QUEUE_CHANNEL,
      (event: QueueEvent) => {
        if (event.name === "visibility-changed") deliveries.onVisibilityChanged(event);
        return [queueTold(event, shown)];
      },
    ],
    [eventSourceChannelName, (event: EventSourceEvent) => deliveries.ofEventSource(event)],
    [workerChannelName, (event: WorkerEvent) => deliveries.ofWorker(event)],
    [LOG_CHANNEL, (event: LoggedEvent) => [logTold(event, shown)]],
  ]);
}

function logTold({ scope, level, msg, fields }: LoggedEvent, shown: Shown): Told {
  const { messageId, deliveryId } = scope;
  const own = shown.fields(fields);
  return {
    name: "logged",
    messageId,
    ...(deliveryId !== undefined && { deliveryId }),
    level,
    text: shown.text(msg ?? ""),
    ...(own !== undefined && { fields: own }),
  };
}

/** A subscriber that throws takes the process down (an uncaught exception on the next tick), so each catches everything. */
function guarded(toTold: Teller, outbox: Outbox, wake: () => void): (event: unknown) => void {
  return (event) => {
    try {
      for (const told of toTold(event as never)) outbox.add(toBounded(told));
    } catch {
      outbox.lose();
    }
    wake();
  };
}
