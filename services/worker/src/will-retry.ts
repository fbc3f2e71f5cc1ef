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
    if (!partialFailures || isDirect(record)) return false;
    return Number(record.attributes.ApproximateReceiveCount) < maxReceiveCount;
  };
}

// --- internal ---

/** Our own producer names itself as the sender; LetsGo's names its user, too. */
function isDirect({ attributes }: SQSRecord): boolean {
  return attributes?.SenderId === undefined || /^letsgo:local(:|$)/.test(attributes.SenderId);
}
