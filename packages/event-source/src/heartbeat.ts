import { ChangeMessageVisibilityBatchCommand } from "@aws-sdk/client-sqs";
import type { SQSRecord } from "aws-lambda";
import { applyInBatches } from "./apply-in-batches.ts";
import { publish } from "./events.ts";
import type { ReceivedBatch } from "./receiver.ts";
import type { SettlingParts } from "./settle-records.ts";

/** Keeps messages hidden while their batch is being handled. */
export interface Heartbeat {
  /** These are settled, or about to be: their timeout runs out, or they are deleted. */
  leave(records: readonly SQSRecord[]): void;
  end(): void;
}

/**
 * Sets the visibility timeout of a batch's messages anew, to the queue's own, every so many seconds until they leave.
 *
 * @param everySeconds undefined: nothing is ever extended, as on Lambda
 */
export function startHeartbeat(
  { queue, records }: ReceivedBatch,
  everySeconds: number | undefined,
  { client, signal }: Pick<SettlingParts, "client" | "signal">,
): Heartbeat {
  const hidden = new Set(records);
  async function beat(): Promise<void> {
    const failed = await applyInBatches(
      [...hidden],
      (entries) =>
        client.send(
          new ChangeMessageVisibilityBatchCommand({
            QueueUrl: queue.queueUrl,
            Entries: entries.map((entry) => ({ ...entry, VisibilityTimeout: queue.visibilityTimeoutSeconds })),
          }),
        ),
      signal,
    );
    // One that has left meanwhile may be deleted, and then cannot be hidden.
    for (const { record, error } of failed) if (hidden.has(record)) publish({ name: "extend-failed", record, error });
  }
  const timer = everySeconds === undefined ? undefined : setInterval(() => void beat(), everySeconds * 1_000);
  return {
    leave(left) {
      for (const record of left) hidden.delete(record);
    },
    end() {
      hidden.clear();
      clearInterval(timer);
    },
  };
}
