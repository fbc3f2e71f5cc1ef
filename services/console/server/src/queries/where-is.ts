import { NEVER_ACCEPTED, NO_END_TOLD } from "@letsgo/console-api";
import { awaitsDlq, timeOf } from "../store/derive-state.ts";
import type { DeliveryRow, MessageRow } from "../store/rows.ts";

/** One sentence: where a message is, and when it will be visible again. */
export function whereIs(message: MessageRow, deliveries: readonly DeliveryRow[], now: number): string {
  const queue = message.queue ?? "the queue";
  const last = deliveries.reduce<DeliveryRow | undefined>(
    (latest, each) => (latest && timeOf(latest) > timeOf(each) ? latest : each),
    undefined,
  );
  switch (message.state) {
    case "delayed":
      return `In ${queue}, not visible before ${timeText(message.visibleAt, now)}.`;
    case "waiting":
      if (message.mode === "direct") return "Accepted by the worker; its handler has not begun.";
      if (message.visibleAt !== null && message.visibleAt > now) {
        return `In ${queue}, hidden until ${timeText(message.visibleAt, now)}; then it is delivered again.`;
      }
      return `In ${queue}, visible: the next receive may bring it.`;
    case "in flight":
      if (message.visibleAt === null) return `With ${last?.service ?? "a worker"}.`;
      return `With ${last?.service ?? "a worker"}; visible again at ${timeText(message.visibleAt, now)} unless it is deleted before.`;
    case "succeeded":
      return "Handled; nothing of it is left in the queue.";
    case "failed":
      if (awaitsDlq(message)) {
        return `In ${queue} after its last delivery; the next receive moves it to the dead-letter queue.`;
      }
      if (message.note === NO_END_TOLD) return "Nowhere, unless its worker still has it: nobody has told how it ended.";
      return message.note === NEVER_ACCEPTED
        ? "Nowhere: it was never accepted."
        : "Nowhere: it failed and is not tried again.";
    case "dead":
      return message.inferred
        ? "In the dead-letter queue, as its deliveries are used up (nobody can look without receiving here)."
        : "In the dead-letter queue.";
    case "deleted":
      return message.note === null ? "Nowhere: it was deleted." : `Nowhere: ${message.note}.`;
  }
}

// --- internal ---

function timeText(at: number | null, now: number): string {
  if (at === null) return "a time that nobody told";
  const seconds = Math.round((at - now) / 1000);
  return `${new Date(at).toISOString()}${seconds > 0 ? ` (in ${seconds} s)` : ""}`;
}
