import type { SQSClient } from "@aws-sdk/client-sqs";
import type { SQSRecord } from "aws-lambda";
import { publish } from "./events.ts";
import type { Invoke, MappingSettings } from "./mapping-options.ts";
import { type BatchOutcome, parseBatchResponse } from "./parse-batch-response.ts";
import type { ReceivedBatch } from "./receiver.ts";
import { deleteRecords, keepRecords } from "./settle-records.ts";
import { toError } from "./to-error.ts";
import { untilAborted } from "./waiting.ts";

export interface BatchParts {
  client: SQSClient;
  invoke: Invoke;
  settings: Pick<MappingSettings, "partialFailures">;
  /** Aborted at the end of the grace period: a running invocation is not waited for any longer. */
  abandoned: AbortSignal;
}

/** One batch from invocation to outcome: what succeeded is deleted, all else stays in the queue. Never throws. */
export async function handleBatch({ queue, records }: ReceivedBatch, parts: BatchParts): Promise<void> {
  const at = Date.now();
  for (const record of records) publish({ name: "received", record, queueArn: queue.queueArn, at });
  const outcome = await invokeOnce(records, parts);
  if (outcome === undefined) return;
  keepRecords(outcome.failed, "reported");
  const { client, abandoned } = parts;
  await deleteRecords(outcome.succeeded, { client, queueUrl: queue.queueUrl, signal: abandoned });
}

// --- internal ---

/** Undefined: the invocation failed or was abandoned, and every record is told as kept. */
async function invokeOnce(records: SQSRecord[], parts: BatchParts): Promise<BatchOutcome | undefined> {
  const { invoke, settings, abandoned } = parts;
  const startedMs = performance.now();
  try {
    // A copy, since a handler may do with its event what it likes, and the originals say what is deleted.
    const invocation = async () => invoke({ Records: structuredClone(records) });
    const response = await untilAborted(invocation(), abandoned);
    return settings.partialFailures ? parseBatchResponse(response, records) : { succeeded: records, failed: [] };
  } catch (thrown) {
    if (abandoned.aborted && thrown === abandoned.reason) {
      keepRecords(records, "stopped");
    } else {
      const error = toError(thrown);
      publish({ name: "invocation-failed", records, error, durationMs: performance.now() - startedMs });
      keepRecords(records, "invocation-failed", error);
    }
    return undefined;
  }
}
