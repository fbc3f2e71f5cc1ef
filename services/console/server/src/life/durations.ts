import { isAttempt, timeOf } from "../store/derive-state.ts";
import type { DeliveryRow, MessageRow } from "../store/rows.ts";
import { toSpans } from "./spans.ts";
import { staysOf } from "./stays.ts";

/**
 * How long a delivery's handler took, in milliseconds: from its call to its end, so without the fetch of a payload that lies
 * in S3. null before its end, and where no handler was called.
 */
export function handlerMsOf({ startedAt, endedAt }: Pick<DeliveryRow, "startedAt" | "endedAt">): number | null {
  return startedAt === null || endedAt === null ? null : Math.max(0, endedAt - startedAt);
}

/**
 * How long a message has waited until a handler had it first, in milliseconds: its stretches of `waiting` before the first
 * attempt, so without its delay. null before that.
 */
export function queueWaitMsOf(message: MessageRow, deliveries: readonly DeliveryRow[]): number | null {
  const attempts = deliveries.filter(isAttempt).map(timeOf);
  if (attempts.length === 0) return null;
  const first = Math.min(...attempts);
  return toSpans(message, deliveries, staysOf(message))
    .filter(({ kind, to }) => kind === "waiting" && to !== null && to <= first)
    .reduce((sum, { from, to }) => sum + Number(to) - from, 0);
}
