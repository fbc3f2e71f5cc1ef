import { randomUUID } from "node:crypto";
import type { Dropped, ShippedBatch, ShippedEvent } from "@letsgo/activity/shipped";

/** An event as a test writes it: its number is the shipper's. */
export type Told = ShippedEvent extends infer E ? (E extends ShippedEvent ? Omit<E, "sequence"> : never) : never;

/** A process that ships: numbers events and makes batches of them. */
export function createShipper(service: string, id: string = randomUUID()) {
  const told: ShippedEvent[] = [];
  return {
    tell(event: Told): void {
      told.push({ ...event, sequence: told.length + 1 } as ShippedEvent);
    },
    get count() {
      return told.length;
    },
    /** Events from one place up to another, as one batch. */
    batch(from: number, to: number, dropped: Dropped = { total: 0, byName: {} }): ShippedBatch {
      const process = { id, service, pid: 4711, startedAt: 1_700_000_000_000 };
      return { version: 1, process, dropped, events: told.slice(from, to) };
    },
  };
}

/** A body as shippers send it. */
export function bodyOf(type: string, payload: unknown) {
  const text = JSON.stringify({ type, payload });
  return { text, bytes: Buffer.byteLength(text), cut: false, masked: [] };
}

/** What every event of one delivery has. */
export function deliveryOf(messageId: string, receiveCount: number, mode: "direct" | "queued" = "queued") {
  return {
    messageId,
    deliveryId: `${messageId}/${receiveCount}`,
    receiveCount,
    sqsMessageId: messageId,
    mode,
  } as const;
}
