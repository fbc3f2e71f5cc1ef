import type { SQSRecord } from "aws-lambda";
import { envelopeAttribute } from "../envelope.ts";
import { publish } from "../events.ts";
import { MAX_DELAY_SECONDS } from "../queue-limits.ts";
import type { Outbox } from "../sending/outbox.ts";
import { isDirect } from "./is-direct.ts";
import { traceIdOf } from "./record-trace.ts";
import { toCopy } from "./to-copy.ts";

/**
 * When a record is due, where that is later than now, in milliseconds since the epoch. What has come by direct mode is due
 * at once, and so is what a FIFO queue brings: it takes no delay per message (D3).
 */
export function dueLaterAt(record: SQSRecord): number | undefined {
  const dueAt = Number(record.messageAttributes?.[envelopeAttribute.dueAt]?.stringValue);
  // No number, or one that is none, compares as false.
  if (!(dueAt > Date.now())) return undefined;
  return isDirect(record) || record.eventSourceARN.endsWith(".fifo") ? undefined : dueAt;
}

/**
 * Sends a record on that is not due yet, with what is left of its delay, or the most that SQS observes: a hop that was
 * delivered late makes the next one shorter. A crash before the record is deleted leaves a duplicate.
 *
 * @throws {QueueError} where SQS does not take the copy; the record stays
 */
export async function hop(record: SQSRecord, dueAt: number, outbox: Outbox): Promise<void> {
  const delaySeconds = Math.min(MAX_DELAY_SECONDS, Math.ceil((dueAt - Date.now()) / 1000));
  const copy = toCopy(record, delaySeconds);
  await outbox.room.takeWhenFree(copy.size.totalBytes);
  const outcome = await outbox.post(copy);
  if (!outcome.accepted) throw outcome.error;
  const { sqsMessageId } = outcome;
  publish({
    name: "hop",
    messageId: copy.messageId,
    traceId: traceIdOf(record),
    ...(sqsMessageId !== undefined && { sqsMessageId }),
    dueAt,
    delaySeconds,
    at: Date.now(),
  });
}
