import { InvalidParameterValueError } from "./errors.ts";
import type { MappingSettings } from "./mapping-options.ts";

/**
 * Refuses what AWS refuses for a FIFO queue: a batching window (C3), and batches above 10 (C1), which need one.
 *
 * @throws {InvalidParameterValueError} In AWS's words.
 */
export function requireFifoOptions(
  queueUrl: string,
  { batchingWindowSeconds }: Pick<MappingSettings, "batchingWindowSeconds">,
): void {
  if (!isFifo(queueUrl) || batchingWindowSeconds === 0) return;
  throw new InvalidParameterValueError("Batching window is not supported for FIFO queues");
}

/** By its URL or ARN; SQS requires the suffix of FIFO queues and refuses it for others. */
export function isFifo(queueUrlOrArn: string): boolean {
  return queueUrlOrArn.endsWith(".fifo");
}
