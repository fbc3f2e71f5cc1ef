import type { ConfigProblem } from "./errors.ts";

/** What an event source mapping is made with. */
export interface MappingFacts {
  readonly batchSize: number;
  readonly batchingWindowSeconds: number;
  readonly functionTimeoutSeconds: number;
  readonly visibilityTimeoutSeconds: number;
  readonly fifo: boolean;
}

/**
 * Values that are in range each by itself, and with which Lambda creates no event source mapping (C1, C2, C3, C11).
 * https://docs.aws.amazon.com/lambda/latest/dg/services-sqs-parameters.html
 */
export function mappingProblemsOf(facts: MappingFacts): readonly ConfigProblem[] {
  return [timeoutProblem(facts), ...(facts.fifo ? fifoProblems(facts) : [windowProblem(facts)])].filter(
    (problem) => problem !== undefined,
  );
}

// --- internal ---

/** More than one receive brings; a window must say how long to go on gathering. */
const MAX_BATCH_WITHOUT_WINDOW = 10;
const MAX_FIFO_BATCH = 10;

function timeoutProblem({
  functionTimeoutSeconds: timeout,
  visibilityTimeoutSeconds: visibility,
}: MappingFacts): ConfigProblem | undefined {
  if (timeout <= visibility) return undefined;
  return {
    name: "LETSGO_WORKER_FUNCTION_TIMEOUT",
    message: `Expected at most LETSGO_WORKER_VISIBILITY_TIMEOUT, got "Queue visibility timeout: ${visibility} seconds is less than Function timeout: ${timeout} seconds". Set LETSGO_WORKER_VISIBILITY_TIMEOUT to ${timeout} or more, or LETSGO_WORKER_FUNCTION_TIMEOUT to ${visibility} or less.`,
  };
}

function windowProblem({ batchSize, batchingWindowSeconds }: MappingFacts): ConfigProblem | undefined {
  if (batchSize <= MAX_BATCH_WITHOUT_WINDOW || batchingWindowSeconds >= 1) return undefined;
  return {
    name: "LETSGO_WORKER_BATCH_SIZE",
    message: `Expected at most ${MAX_BATCH_WITHOUT_WINDOW} with a LETSGO_WORKER_BATCHING_WINDOW of ${batchingWindowSeconds} seconds, got ${batchSize}. Set LETSGO_WORKER_BATCHING_WINDOW to 1 or more, or LETSGO_WORKER_BATCH_SIZE to ${MAX_BATCH_WITHOUT_WINDOW} or less.`,
  };
}

function fifoProblems({ batchSize, batchingWindowSeconds }: MappingFacts): readonly (ConfigProblem | undefined)[] {
  return [
    batchSize > MAX_FIFO_BATCH
      ? {
          name: "LETSGO_WORKER_BATCH_SIZE",
          message: `Expected at most ${MAX_FIFO_BATCH} on a FIFO queue (LETSGO_QUEUE_NAME ends in .fifo), got ${batchSize}. Lower it, or use a standard queue.`,
        }
      : undefined,
    batchingWindowSeconds > 0
      ? {
          name: "LETSGO_WORKER_BATCHING_WINDOW",
          message: `Expected 0 on a FIFO queue (LETSGO_QUEUE_NAME ends in .fifo), got ${batchingWindowSeconds}. Leave it unset, or use a standard queue.`,
        }
      : undefined,
  ];
}
