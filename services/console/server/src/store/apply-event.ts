import type { ShippedAccepted, ShippedEvent, ShippedHop, ShippedRefused } from "@letsgo/activity/shipped";
import type { Aggregates } from "./aggregates.ts";
import type { Application } from "./application.ts";
import { applyToDelivery } from "./apply-to-delivery.ts";
import { rememberAttributes, rememberBody, rememberPayload } from "./remember-body.ts";
import type { Work } from "./workbench.ts";

/** Writes what an event tells into its message; what is about no message is a notice. */
export function applyEvent(event: ShippedEvent, to: Application): void {
  if (!("messageId" in event)) {
    to.notices.take(event, to.service);
    return;
  }
  const work = to.bench.take(event.messageId, event.at);
  if ("receiveCount" in event) applyToDelivery(event, work, to);
  else applyToMessage(event, work, to);
}

// --- internal ---

type MessageEvent = Exclude<Extract<ShippedEvent, { messageId: string }>, { receiveCount: number }>;

function applyToMessage(event: MessageEvent, work: Work, to: Application): void {
  const tell = (what: string, facts?: object) =>
    to.bench.tell(work, { at: event.at, what, service: to.service, ...(facts && { facts }) });
  switch (event.name) {
    case "accepted":
      applyAccepted(event, work, to.aggregates);
      tell("accepted", toAcceptedFacts(event));
      break;
    case "refused":
      applyRefused(event, work);
      tell(event.mode === "direct" ? "direct delivery refused" : "not accepted", { error: work.row.lastError });
      break;
    case "delay-not-observed":
      tell("delay not observed", { delaySeconds: event.delaySeconds });
      break;
    case "hop":
      applyHop(event, work);
      tell("hop", { delaySeconds: event.delaySeconds, dueAt: event.dueAt });
      break;
    case "logged": {
      const { deliveryId = null, at, level, text, fields = null } = event;
      to.bench.log(work, { deliveryId, at, level, service: to.service, text, fields });
      break;
    }
    case "retry-after-failed":
      tell("retry after not observed", { seconds: event.seconds });
      break;
    case "payload-stored":
    case "payload-fetched":
    case "payload-deleted":
      if (event.body) rememberPayload(work, event.body);
      work.row.payloadBytes ??= event.bytes ?? null;
      tell(event.name.replace("-", " "), { key: event.key, bytes: event.bytes ?? null });
      break;
    case "redriven":
      // The copy may have been received before this was told, which has told it.
      if (!isTold(work)) tell("redriven");
      work.row.redrivenAt = Math.max(event.at, work.row.redrivenAt ?? 0);
      break;
  }
}

function isTold({ row: { redrivenAt, deadAt } }: Work): boolean {
  return redrivenAt !== null && deadAt !== null && redrivenAt > deadAt;
}

function applyAccepted(event: ShippedAccepted, work: Work, aggregates: Aggregates): void {
  const { row } = work;
  if (row.acceptedAt === null) aggregates.count("accepted", event.type, event.at);
  row.acceptedAt = event.at;
  row.mode = event.mode;
  row.type = event.type;
  row.bytes = event.bytes;
  row.dueAt = event.dueAt ?? row.dueAt;
  row.parentId = event.parentMessageId ?? row.parentId;
  row.replayOf = event.replayOf ?? row.replayOf;
  row.sqsMessageId ??= event.sqsMessageId ?? null;
  rememberBody(work, event.body);
  rememberAttributes(row, event);
}

function toAcceptedFacts({ mode, bytes, delaySeconds }: ShippedAccepted): object {
  return { mode, bytes, ...(delaySeconds !== undefined && { delaySeconds }) };
}

function applyRefused(event: ShippedRefused, { row }: Work): void {
  row.refusedAt = event.at;
  row.mode ??= event.mode;
  row.type ??= event.type;
  row.parentId ??= event.parentMessageId ?? null;
  row.lastError = `${event.error.name}: ${event.error.message}`.slice(0, 300);
}

function applyHop({ at, delaySeconds, dueAt }: ShippedHop, { row }: Work): void {
  row.dueAt ??= dueAt;
  if (at < (row.hoppedAt ?? 0)) return;
  row.hoppedAt = at;
  row.hopVisibleAt = at + delaySeconds * 1000;
}
