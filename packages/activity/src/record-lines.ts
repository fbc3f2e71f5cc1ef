import type { Logger } from "@letsgo/logger";
import { identityOf, traceIdOf } from "@letsgo/queue/receive";
import type { SQSRecord } from "aws-lambda";
import { shortenType } from "./ship/shorten.ts";

/** The fields by which a delivery is told in log lines: identity, trace, receive count, and SQS's own id where it differs. */
export function toRecordFields(record: SQSRecord) {
  const messageId = identityOf(record);
  return {
    messageId,
    traceId: traceIdOf(record),
    receiveCount: Number(record.attributes.ApproximateReceiveCount),
    ...(record.messageId !== messageId && { sqsMessageId: record.messageId }),
  };
}

/** Writes the outcome line of a failed delivery. */
export function writeFailedLine(
  logger: Logger,
  failure: { record: SQSRecord; type?: string; error: Error; durationMs?: number; willRetry?: boolean },
): void {
  const { record, type, error, durationMs, willRetry } = failure;
  const outcome = { hop: "outcome", outcome: "failed", willRetry };
  const fields = { ...toRecordFields(record), type: type && shortenType(type), durationMs, ...outcome };
  logger.error({ ...fields, err: error }, "Message failed");
}

/** Writes the outcome line of a delivery that succeeded, or that was acknowledged as a duplicate of one that had. */
export function writeSucceededLine(
  logger: Logger,
  success: { record: SQSRecord; type?: string; durationMs?: number; duplicate?: boolean },
): void {
  const { record, type, durationMs, duplicate } = success;
  const outcome = { hop: "outcome", outcome: "succeeded", duplicate };
  const fields = { ...toRecordFields(record), type: type && shortenType(type), durationMs, ...outcome };
  logger.info(fields, "Message succeeded");
}
