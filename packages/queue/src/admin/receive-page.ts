import {
  ChangeMessageVisibilityBatchCommand,
  DeleteMessageBatchCommand,
  ReceiveMessageCommand,
  type SQSClient,
} from "@aws-sdk/client-sqs";
import type { SQSRecord } from "aws-lambda";
import { callDeadline } from "../call-deadline.ts";
import { toRecord } from "./to-record.ts";

/** Receives up to 10 messages for {@link HOLD_SECONDS}, with everything about them; empty where none is visible. */
export async function receivePage(client: SQSClient, queueUrl: string, maxMessages = 10): Promise<SQSRecord[]> {
  const command = new ReceiveMessageCommand({
    QueueUrl: queueUrl,
    MaxNumberOfMessages: Math.min(maxMessages, 10),
    // A short poll may find nothing where something is (D12).
    WaitTimeSeconds: 1,
    VisibilityTimeout: HOLD_SECONDS,
    MessageAttributeNames: ["All"],
    MessageSystemAttributeNames: ["All"],
    AttributeNames: ["All"],
  });
  const { Messages = [] } = await client.send(command, callDeadline());
  // Nobody asks these records for their queue.
  return Messages.map((message) => toRecord(message, ""));
}

/**
 * Makes received messages visible again at once. The last goes first: of a FIFO group a later message must not be visible
 * before an earlier one. A handle that does not count any more is no fault: its message is visible already.
 */
export async function releaseRecords(
  client: SQSClient,
  queueUrl: string,
  records: readonly SQSRecord[],
): Promise<void> {
  for (const page of pagesOf(records.toReversed())) {
    const Entries = page.map(({ receiptHandle }, index) => ({
      Id: String(index),
      ReceiptHandle: receiptHandle,
      VisibilityTimeout: 0,
    }));
    await client.send(new ChangeMessageVisibilityBatchCommand({ QueueUrl: queueUrl, Entries }), callDeadline());
  }
}

/** @returns the records that could not be deleted */
export async function deleteRecords(
  client: SQSClient,
  queueUrl: string,
  records: readonly SQSRecord[],
): Promise<SQSRecord[]> {
  const left: SQSRecord[] = [];
  for (const page of pagesOf(records)) {
    const Entries = page.map(({ receiptHandle }, index) => ({ Id: String(index), ReceiptHandle: receiptHandle }));
    const { Failed = [] } = await client.send(
      new DeleteMessageBatchCommand({ QueueUrl: queueUrl, Entries }),
      callDeadline(),
    );
    left.push(...page.filter((_, index) => Failed.some(({ Id }) => Id === String(index))));
  }
  return left;
}

// --- internal ---

/** Long enough to look through 1,000 messages; a crash leaves them hidden for no longer. */
const HOLD_SECONDS = 60;

function pagesOf(records: readonly SQSRecord[]): SQSRecord[][] {
  return Array.from({ length: Math.ceil(records.length / 10) }, (_, page) => records.slice(page * 10, page * 10 + 10));
}
