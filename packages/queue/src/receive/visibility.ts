import { ChangeMessageVisibilityCommand, type SQSClient } from "@aws-sdk/client-sqs";
import type { SQSRecord } from "aws-lambda";
import { callDeadline } from "../call-deadline.ts";
import { publish } from "../events.ts";
import { MAX_VISIBILITY_SECONDS } from "../queue-limits.ts";
import { reasonOf } from "../sqs-errors.ts";
import { identityOf } from "./identity-of.ts";
import { isDirect } from "./is-direct.ts";

/** Does what `retryAfter` asks for. */
export interface Visibility {
  /** Makes a failed record visible again after `seconds`. Never throws: the record fails with or without it. */
  change(record: SQSRecord, seconds: number): Promise<void>;
}

export function createVisibility(
  client: () => SQSClient,
  queueUrlOf: (queueArn: string) => Promise<string>,
): Visibility {
  let toldDenied = false;

  return {
    async change(record, wanted) {
      const messageId = identityOf(record);
      if (isDirect(record)) {
        publish({ name: "retry-after-not-observed", messageId, seconds: wanted });
        return;
      }
      const seconds = Math.min(wanted, secondsLeft(record));
      try {
        const QueueUrl = await queueUrlOf(record.eventSourceARN);
        const { receiptHandle: ReceiptHandle } = record;
        const command = new ChangeMessageVisibilityCommand({ QueueUrl, ReceiptHandle, VisibilityTimeout: seconds });
        await client().send(command, callDeadline());
        publish({ name: "visibility-changed", record, visibleAt: Date.now() + seconds * 1000 });
      } catch (caught) {
        const error = caught as Error;
        const denied = /AccessDenied|AuthorizationError/.test(reasonOf(error));
        // A role that may not lacks it for every message.
        if (denied && toldDenied) return;
        toldDenied ||= denied;
        publish({ name: "retry-after-failed", messageId, seconds, denied, error });
      }
    },
  };
}

// --- internal ---

/** A message may be hidden for 12 hours since its first delivery (D7). */
function secondsLeft({ attributes }: SQSRecord): number {
  const ageSeconds = Math.ceil((Date.now() - Number(attributes.ApproximateFirstReceiveTimestamp)) / 1000);
  return Math.max(0, MAX_VISIBILITY_SECONDS - ageSeconds);
}
