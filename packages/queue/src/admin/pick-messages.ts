import type { SQSClient } from "@aws-sdk/client-sqs";
import type { SQSRecord } from "aws-lambda";
import { identityOf } from "../receive/identity-of.ts";
import { receivePage, releaseRecords } from "./receive-page.ts";

/** Messages that were looked for by receiving. */
export interface PickedMessages {
  /** Received, so hidden for a while. */
  readonly found: readonly SQSRecord[];
  /** The ids for which nothing was found. */
  readonly missing: readonly string[];
}

/**
 * Looks for messages by their identities, or SQS's own ids, in at most 1,000 that it receives. Whatever else it had to
 * receive is visible again at once; each receive counts as one (D13). Of a FIFO group it sees only the first that come
 * together, at most 10, since SQS gives none of the others while these are held (D32).
 */
export async function pickMessages(
  client: SQSClient,
  queueUrl: string,
  messageIds: readonly string[],
): Promise<PickedMessages> {
  const wanted = new Set(messageIds);
  const found: SQSRecord[] = [];
  const others: SQSRecord[] = [];
  const seen = new Set<string>();
  try {
    while (wanted.size > 0 && seen.size < MAX_SCANNED) {
      const page = await receivePage(client, queueUrl, MAX_SCANNED - seen.size);
      // One that comes a second time: the first are visible again, so everything was seen.
      if (page.length === 0 || page.some(({ messageId }) => seen.has(messageId))) {
        // A handle of the first time does not count any more (D9): a picked one goes on with its newer one.
        for (const record of page) hold(record, found, others);
        break;
      }
      for (const record of page) {
        seen.add(record.messageId);
        const wish = [identityOf(record), record.messageId].find((id) => wanted.delete(id));
        (wish === undefined ? others : found).push(record);
      }
    }
  } finally {
    await releaseRecords(client, queueUrl, others);
  }
  return { found, missing: [...wanted] };
}

// --- internal ---

const MAX_SCANNED = 1000;

function hold(record: SQSRecord, found: SQSRecord[], others: SQSRecord[]): void {
  const index = found.findIndex(({ messageId }) => messageId === record.messageId);
  if (index === -1) others.push(record);
  else found[index] = record;
}
