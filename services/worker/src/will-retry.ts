import { isDirect } from "@letsgo/queue/receive";
import type { SQSRecord } from "aws-lambda";

/**
 * Makes the answer to "will the queue deliver this record again if it fails now?": not after the last delivery (D14), not
 * a direct delivery, and not where reported failures are ignored, since they are deleted then (C14).
 */
export function createWillRetry({
  maxReceiveCount,
  partialFailures,
}: {
  maxReceiveCount: number;
  partialFailures: boolean;
}): (record: SQSRecord) => boolean {
  return (record) => {
    // A record without a sender was posted to the worker: SQS always names one.
    if (!partialFailures || record.attributes?.SenderId === undefined || isDirect(record)) return false;
    return Number(record.attributes.ApproximateReceiveCount) < maxReceiveCount;
  };
}
