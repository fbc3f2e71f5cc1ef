import { requireWithin } from "./aws-range.ts";
import { InvalidParameterValueError } from "./errors.ts";
import { createBodyFilter } from "./filter/create-body-filter.ts";
import type { EventSourceMappingOptions, MappingSettings } from "./mapping-options.ts";
import { requireFifoOptions } from "./require-fifo-options.ts";
import type { PollerLimits } from "./scaling.ts";

/**
 * @throws {InvalidParameterValueError} An option is outside AWS's range (C1, C2, C3, C21, C25), or AWS has no such option
 * for SQS (C28).
 */
export function parseMappingOptions(options: EventSourceMappingOptions): MappingSettings {
  refuseUnknownOptions(options);
  const { queueUrl, functionTimeoutSeconds, heartbeatSeconds } = options;
  const { receiveMessageWaitTimeSeconds = 20, enabled = true } = options;
  const { filterCriteria = {}, filterQuota = 5 } = options;
  if (functionTimeoutSeconds !== undefined) requireWithin("timeout", functionTimeoutSeconds, 1, 900);
  if (heartbeatSeconds !== undefined) requireWithin("heartbeatSeconds", heartbeatSeconds, 1, 43_199);
  requireWithin("receiveMessageWaitTimeSeconds", receiveMessageWaitTimeSeconds, 0, 20);
  requireWithin("filterQuota", filterQuota, 1, 10);
  const settings = {
    ...batchOf(options),
    pollers: pollersOf(options),
    filter: createBodyFilter(filterCriteria, filterQuota),
    partialFailures: partialFailuresOf(options),
    enabled,
    functionTimeoutSeconds,
    heartbeatSeconds,
    receiveMessageWaitTimeSeconds,
  };
  if (typeof queueUrl === "string") requireFifoOptions(queueUrl, settings);
  return settings;
}

// --- internal ---

/** SQS gives at most this many messages per receive, so a larger batch needs a window to gather it. */
const largestReceive = 10;
const largestConcurrency = 1_000;
/** AWS's figures for a standard queue (C20). */
const unbounded: PollerLimits = { initial: 5, idle: 2, maximum: 1_250 };

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
  "filterQuota",
  "functionTimeoutSeconds",
  "heartbeatSeconds",
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

function batchOf({ batchSize = 10, maximumBatchingWindowInSeconds: window = 0 }: EventSourceMappingOptions) {
  requireWithin("batchSize", batchSize, 1, 10_000);
  requireWithin("maximumBatchingWindowInSeconds", window, 0, 300);
  if (batchSize > largestReceive && window === 0) {
    throw new InvalidParameterValueError(
      "Maximum batch window in seconds must be greater than 0 if maximum batch size is greater than 10",
    );
  }
  return { batchSize, batchingWindowSeconds: window };
}

function pollersOf({ scalingConfig, concurrency }: EventSourceMappingOptions): PollerLimits {
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
  const maximum = maximumConcurrency ?? concurrency;
  if (maximum === undefined) return unbounded;
  const initial = Math.min(unbounded.initial, maximum);
  return { initial, idle: initial, maximum };
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
