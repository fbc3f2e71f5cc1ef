import type { SQSRecord } from "aws-lambda";
import type { Clock } from "./clock.ts";
import type { MappingSettings } from "./mapping-options.ts";
import { emptyEventBytes, mostPayloadBytes, payloadBytesOf } from "./payload-size.ts";
import type { Receive, ReceivedBatch } from "./receiver.ts";

export interface GatheringParts {
  receive: Receive;
  settings: Pick<MappingSettings, "batchSize" | "batchingWindowSeconds" | "receiveMessageWaitTimeSeconds">;
  /** Takes out, and deletes, what no filter matches; gives the rest. */
  sift: (batch: ReceivedBatch) => Promise<SQSRecord[]>;
  /** Told of a delivery that a later one of the same message has replaced. */
  onReplaced: (record: SQSRecord) => void;
  clock: Clock;
  /** Aborted when the run halts: gathering ends after the receive that is open. */
  signal: AbortSignal;
}

/**
 * Gathers one batch: a first receive, and further ones until `batchSize`, the window's end or 6 MB, whichever is first
 * (C4). The window begins with the first message that passes the filters. Without a window one receive is one batch.
 * A receive that fails ends the gathering. Undefined if the very first one failed.
 */
export async function gatherBatch(parts: GatheringParts): Promise<ReceivedBatch | undefined> {
  const { receive, settings, sift, clock, signal } = parts;
  const { batchSize, batchingWindowSeconds, receiveMessageWaitTimeSeconds: longestWait } = settings;
  const first = await receive({ maximum: Math.min(mostPerReceive, batchSize), waitTimeSeconds: longestWait });
  if (first === undefined) return undefined;
  const batch = createGrowingBatch(parts.onReplaced);
  batch.add(await sift(first));
  const deadlineMs = clock.nowMs() + batchingWindowSeconds * 1_000;

  while (batch.size() > 0 && batch.size() < batchSize && batch.bytes() < mostPayloadBytes && !signal.aborted) {
    const leftMs = deadlineMs - clock.nowMs();
    if (leftMs <= 0) break;
    const more = await receive({
      maximum: Math.min(mostPerReceive, batchSize - batch.size()),
      // Whole seconds: within the last one short polls, which are paced, keep the window to its end.
      waitTimeSeconds: Math.min(longestWait, Math.floor(leftMs / 1_000)),
      deadlineMs,
    });
    if (more === undefined) break;
    batch.add(await sift(more));
  }
  return { queue: first.queue, records: batch.records() };
}

// --- internal ---

const mostPerReceive = 10; // https://docs.aws.amazon.com/AWSSimpleQueueService/latest/APIReference/API_ReceiveMessage.html

/** In order of arrival. A message whose visibility ended while it was gathered comes again; its newest handle counts. */
function createGrowingBatch(onReplaced: (record: SQSRecord) => void) {
  const records = new Map<string, SQSRecord>();
  let bytes = emptyEventBytes;
  return {
    size: () => records.size,
    bytes: () => bytes,
    records: () => [...records.values()],
    add(added: readonly SQSRecord[]): void {
      for (const record of added) {
        const replaced = records.get(record.messageId);
        if (replaced !== undefined) onReplaced(replaced);
        else bytes += payloadBytesOf(record);
        records.set(record.messageId, record);
      }
    },
  };
}
