import type { SQSClient } from "@aws-sdk/client-sqs";
import type { SQSRecord } from "aws-lambda";
import { publish } from "./events.ts";
import { createGroupBlock } from "./group-block.ts";
import { type Heartbeat, startHeartbeat } from "./heartbeat.ts";
import type { Invoke, MappingSettings } from "./mapping-options.ts";
import { type BatchOutcome, parseBatchResponse } from "./parse-batch-response.ts";
import { cutByPayload } from "./payload-size.ts";
import type { ReceivedBatch } from "./receiver.ts";
import { deleteRecords, keepRecords } from "./settle-records.ts";
import { toError } from "./to-error.ts";
import { visibleAtOf } from "./visible-at.ts";
import { untilAborted } from "./waiting.ts";

export interface BatchParts {
  client: SQSClient;
  invoke: Invoke;
  settings: Pick<MappingSettings, "partialFailures" | "heartbeatSeconds">;
  /** Gives back what has not been started when the run halts. */
  release: (batch: ReceivedBatch) => Promise<void>;
  /** Aborted when the run halts: what has not been started is released. */
  halted: AbortSignal;
  /** Aborted at the end of the grace period: a running invocation is not waited for any longer. */
  abandoned: AbortSignal;
}

/**
 * One batch from invocation to outcome: what succeeded is deleted, all else stays in the queue. A batch above 6 MB takes
 * several invocations, one after the other; on FIFO queues a group of which a message failed is in no later one of them
 * (C23). Never throws.
 */
export async function handleBatch(
  { queue, records }: ReceivedBatch,
  parts: BatchParts,
): Promise<"succeeded" | "function-error"> {
  const { client, settings, halted, abandoned, release } = parts;
  const heartbeat = startHeartbeat({ queue, records }, settings.heartbeatSeconds, { client, signal: abandoned });
  const block = createGroupBlock();
  let handledAs: "succeeded" | "function-error" = "succeeded";
  for (const [index, cut] of cutByPayload(records).entries()) {
    const { blocked, open } = block.sort(cut);
    heartbeat.leave(blocked);
    keepRecords(blocked, "group-failed");
    if (open.length === 0) continue;
    if (index > 0 && halted.aborted) {
      heartbeat.leave(open);
      await release({ queue, records: open });
      continue;
    }
    const outcome = await handlePart({ queue, records: open }, { ...parts, heartbeat });
    if (outcome === undefined) handledAs = "function-error";
    block.add(outcome?.failed ?? open);
  }
  heartbeat.end();
  return handledAs;
}

// --- internal ---

/** Undefined: the invocation failed as a whole. */
async function handlePart(
  { queue, records }: ReceivedBatch,
  parts: BatchParts & { heartbeat: Heartbeat },
): Promise<BatchOutcome | undefined> {
  const at = Date.now();
  const { queueArn } = queue;
  for (const record of records) publish({ name: "received", record, queueArn, at, ...visibleAtOf(record) });
  const outcome = await invokeOnce(records, parts);
  parts.heartbeat.leave(records);
  if (outcome === undefined) return undefined;
  keepRecords(outcome.failed, "reported");
  const { client, abandoned } = parts;
  await deleteRecords(outcome.succeeded, { client, queueUrl: queue.queueUrl, signal: abandoned });
  return outcome;
}

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
