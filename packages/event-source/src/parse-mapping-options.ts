import { requireWithin } from "./aws-range.ts";
import { InvalidParameterValueError, UnsupportedOptionError } from "./errors.ts";
import type { EventSourceMappingOptions, MappingSettings } from "./mapping-options.ts";
import { refuseFifo } from "./refuse-fifo.ts";

/**
 * @throws {InvalidParameterValueError} An option is outside AWS's range (C1, C2, C3, C21), or AWS has no such option
 * for SQS (C28).
 * @throws {UnsupportedOptionError} AWS would take it, this package does not yet.
 */
export function parseMappingOptions(options: EventSourceMappingOptions): MappingSettings {
  refuseUnknownOptions(options);
  const { queueUrl, functionTimeoutSeconds, receiveMessageWaitTimeSeconds = 20, enabled = true } = options;
  if (typeof queueUrl === "string") refuseFifo(queueUrl);
  if (functionTimeoutSeconds !== undefined) requireWithin("timeout", functionTimeoutSeconds, 1, 900);
  requireWithin("receiveMessageWaitTimeSeconds", receiveMessageWaitTimeSeconds, 0, 20);
  return {
    batchSize: batchSizeOf(options),
    concurrency: concurrencyOf(options),
    partialFailures: partialFailuresOf(options),
    enabled,
    functionTimeoutSeconds,
    receiveMessageWaitTimeSeconds,
  };
}

// --- internal ---

/** SQS gives at most this many messages per receive, so a larger batch needs a window to gather it. */
const largestReceive = 10;
const defaultConcurrency = 5; // pollers that AWS starts a standard queue's mapping with (C20)
const largestConcurrency = 1_000;

const optionNames: ReadonlySet<string> = new Set<keyof EventSourceMappingOptions>([
  "client",
  "queueUrl",
  "invoke",
  "batchSize",
  "maximumBatchingWindowInSeconds",
  "scalingConfig",
  "concurrency",
  "functionResponseTypes",
  "enabled",
  "filterCriteria",
  "functionTimeoutSeconds",
  "receiveMessageWaitTimeSeconds",
]);

/** Catches what an event source of another kind would take (C28), and slips of the pen. */
function refuseUnknownOptions(options: EventSourceMappingOptions): void {
  const unknown = Object.keys(options).filter((name) => !optionNames.has(name));
  if (unknown.length === 0) return;
  throw new InvalidParameterValueError(
    `Expected options of an SQS event source mapping, got ${unknown.join(", ")}; known are ${[...optionNames].join(", ")}`,
  );
}

function batchSizeOf({
  batchSize = 10,
  maximumBatchingWindowInSeconds: window = 0,
  filterCriteria,
}: EventSourceMappingOptions): number {
  requireWithin("batchSize", batchSize, 1, 10_000);
  requireWithin("maximumBatchingWindowInSeconds", window, 0, 300);
  if (batchSize > largestReceive && window === 0) {
    throw new InvalidParameterValueError(
      "Maximum batch window in seconds must be greater than 0 if maximum batch size is greater than 10",
    );
  }
  if (window > 0) refuse("maximumBatchingWindowInSeconds", "0", window);
  if ((filterCriteria?.Filters?.length ?? 0) > 0) refuse("filterCriteria", "empty", "filters");
  return batchSize;
}

function concurrencyOf({ scalingConfig, concurrency }: EventSourceMappingOptions): number {
  const { maximumConcurrency } = scalingConfig ?? {};
  if (maximumConcurrency !== undefined) {
    requireWithin("scalingConfig.maximumConcurrency", maximumConcurrency, 2, largestConcurrency);
  }
  if (concurrency !== undefined) requireWithin("concurrency", concurrency, 1, largestConcurrency);
  if (maximumConcurrency !== undefined && concurrency !== undefined) {
    throw new InvalidParameterValueError(
      "Expected either scalingConfig.maximumConcurrency or concurrency to be set, got both; leave one out",
    );
  }
  return maximumConcurrency ?? concurrency ?? defaultConcurrency;
}

function partialFailuresOf({ functionResponseTypes = [] }: EventSourceMappingOptions): boolean {
  const unknown = functionResponseTypes.find((type) => type !== "ReportBatchItemFailures");
  if (unknown !== undefined) {
    throw new InvalidParameterValueError(
      `1 validation error detected: Value '[${unknown}]' at 'functionResponseTypes' failed to satisfy constraint: Member must satisfy constraint: [Member must satisfy enum value set: [ReportBatchItemFailures]]`,
    );
  }
  return functionResponseTypes.length > 0;
}

function refuse(option: string, wanted: string, got: unknown): never {
  throw new UnsupportedOptionError(
    option,
    `Expected ${option} to be ${wanted}, got ${got}; AWS has it, this package does not support it yet`,
  );
}
