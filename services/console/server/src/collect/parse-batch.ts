import { type Shown, toBounded } from "@letsgo/activity";
import {
  type Dropped,
  MAX_BATCH_EVENTS,
  type ShippedEvent,
  type ShippedNotice,
  type ShippingProcess,
} from "@letsgo/activity/shipped";
import { ProblemError } from "@letsgo/service/express";
import { z } from "zod";
import { toSafeBody } from "./safe-body.ts";

/** A batch as it is stored: checked, masked, cut. */
export interface ParsedBatch {
  readonly process: ShippingProcess;
  readonly dropped: Dropped;
  readonly events: readonly ShippedEvent[];
  /** Sequence numbers of the events that could not be read, and count as lost; 0 where even the number is none. */
  readonly malformed: readonly number[];
}

/**
 * Reads a shipper's batch. Events that cannot be read are left out and counted: one fault costs its neighbours nothing.
 *
 * @throws {ProblemError} 400 where the batch itself cannot be read
 */
export function parseBatch(body: unknown, shown: Shown): ParsedBatch {
  const batch = batchSchema.safeParse(body);
  if (!batch.success) {
    const errors = batch.error.issues.map(({ path, message }) => ({ field: path.join(".") || "body", message }));
    throw new ProblemError({ status: 400, detail: "Expected a batch of events of version 1.", errors });
  }
  const events: ShippedEvent[] = [];
  const malformed: number[] = [];
  for (const raw of batch.data.events) {
    if (!isToBeStored(raw)) continue;
    const event = eventSchema.safeParse(raw);
    if (event.success) events.push(toSafe(toBounded(event.data as unknown as ShippedEvent), shown));
    else malformed.push(sequenceSchema.safeParse(raw).data?.sequence ?? 0);
  }
  const { process, dropped } = batch.data;
  return { process, dropped, events, malformed };
}

// --- internal ---

const id = z.string().min(1).max(512);
const time = z.number().int().min(0).max(8_640_000_000_000_000);
const amount = z.number().min(0).max(Number.MAX_SAFE_INTEGER);
const whole = z.number().int().min(0).max(Number.MAX_SAFE_INTEGER);
const line = z.string().max(64 * 1024);
const mode = z.enum(["direct", "queued"]);

const batchSchema = z.object({
  version: z.literal(1),
  process: z.object({ id, service: z.string().min(1).max(64), pid: whole, startedAt: time }),
  dropped: z.object({ total: whole, byName: z.record(z.string(), whole) }),
  events: z.array(z.unknown()).max(MAX_BATCH_EVENTS),
});

const errorSchema = z.object({
  name: line,
  message: line,
  code: line.optional(),
  stack: line.optional(),
  get cause() {
    return errorSchema.optional();
  },
});

const body = z.object({ text: z.string(), bytes: whole, cut: z.boolean(), masked: z.array(line).max(10_000) });
const attributes = z.record(z.string().max(512), line);

const traceId = z.string().min(1).max(64);
const numbered = { sequence: z.number().int().min(1), at: time };
const sequenceSchema = z.object({ sequence: numbered.sequence });
const ofMessage = { ...numbered, messageId: id };
const ofDelivery = {
  ...ofMessage,
  deliveryId: z.string().min(1).max(4096),
  receiveCount: whole,
  sqsMessageId: id,
  mode,
};
const named = <N extends string, S extends z.ZodRawShape>(name: N, shape: S) =>
  z.object({ name: z.literal(name), ...shape });
const noticeNames = [
  "poll-failed",
  "poll-recovered",
  "extend-failed",
  "queue-created",
  "queue-updated",
  "unknown-type",
  "all-redriven",
  "payload-not-marked",
] as const satisfies ShippedNotice["name"][];
const type = z.string().max(64 * 1024);

const eventSchema = z.discriminatedUnion("name", [
  named("accepted", {
    ...ofMessage,
    traceId,
    mode,
    type,
    bytes: whole,
    sqsMessageId: id.optional(),
    delaySeconds: amount.optional(),
    dueAt: time.optional(),
    groupId: line.optional(),
    parentMessageId: id.optional(),
    replayOf: id.optional(),
    body,
    attributes,
  }),
  named("refused", { ...ofMessage, mode, type, parentMessageId: id.optional(), error: errorSchema }),
  named("delay-not-observed", { ...ofMessage, type, delaySeconds: amount }),
  named("hop", { ...ofMessage, traceId, sqsMessageId: id.optional(), dueAt: time, delaySeconds: amount }),
  named("received", {
    ...ofDelivery,
    traceId,
    sentAt: time,
    queueAgeMs: z.number(),
    queueArn: line,
    visibleAt: time.optional(),
    body,
    attributes,
  }),
  named("started", { ...ofDelivery, type }),
  named("logged", {
    ...ofMessage,
    deliveryId: z.string().max(4096).optional(),
    level: line,
    text: line,
    fields: line.optional(),
  }),
  named("succeeded", {
    ...ofDelivery,
    type: type.optional(),
    durationMs: amount.optional(),
    duplicate: z.literal(true).optional(),
  }),
  named("failed", {
    ...ofDelivery,
    type: type.optional(),
    durationMs: amount.optional(),
    error: errorSchema,
    willRetry: z.boolean(),
  }),
  named("hopped", ofDelivery),
  named("skipped", ofDelivery),
  named("deleted", ofDelivery),
  named("filtered", { ...ofDelivery, body }),
  named("returned", { ...ofDelivery, reason: line, visibleAt: time.optional(), error: errorSchema.optional() }),
  named("visibility-changed", { ...ofDelivery, visibleAt: time }),
  named("retry-after-failed", { ...ofMessage, seconds: amount, error: errorSchema.optional() }),
  named("payload-stored", { ...ofMessage, key: line, bytes: whole.optional(), body: body.optional() }),
  named("payload-fetched", { ...ofMessage, key: line, bytes: whole.optional(), body: body.optional() }),
  named("payload-deleted", { ...ofMessage, key: line, bytes: whole.optional() }),
  named("redriven", ofMessage),
  z.object({ name: z.literal(noticeNames), ...numbered, text: line, error: errorSchema.optional() }),
]);

/** Names that mean nothing here are left out, and are no fault: a newer shipper may tell them. */
const storedNames = new Set<unknown>(eventSchema.options.flatMap(({ shape }) => [...shape.name.values]));

function isToBeStored(raw: unknown): boolean {
  const name = typeof raw === "object" && raw !== null ? (raw as { name?: unknown }).name : undefined;
  return typeof name !== "string" || storedNames.has(name);
}

/** Masked and cut here, too: what is stored does not depend on the shipper's care. */
function toSafe(event: ShippedEvent, shown: Shown): ShippedEvent {
  switch (event.name) {
    case "accepted":
    case "received":
      return { ...event, body: toSafeBody(event.body, shown), attributes: shown.attributes(event.attributes) };
    case "filtered":
      return { ...event, body: toSafeBody(event.body, shown) };
    case "payload-stored":
    case "payload-fetched":
      return event.body ? { ...event, body: toSafeBody(event.body, shown) } : event;
    case "logged":
      return event.fields === undefined ? event : { ...event, fields: shown.body(event.fields).text };
    default:
      return event;
  }
}
