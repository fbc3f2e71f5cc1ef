import { SQSClient } from "@aws-sdk/client-sqs";
import { expect, test } from "vitest";
import { createEventSourceMapping } from "./create-event-source-mapping.ts";
import type { EventSourceMappingOptions } from "./mapping-options.ts";
import { parseMappingOptions } from "./parse-mapping-options.ts";

const required: EventSourceMappingOptions = {
  client: new SQSClient({ region: "us-east-1" }),
  queueUrl: "https://sqs.us-east-1.amazonaws.com/123456789012/orders",
  invoke: async () => undefined,
};

/** Creates a mapping with options that the types may forbid, and gives the refusal. */
function refusalOf(options: object): unknown {
  try {
    createEventSourceMapping({ ...required, ...options });
  } catch (error) {
    return error;
  }
  return undefined;
}

const invalid = (message: string) => expect.objectContaining({ code: "InvalidParameterValueException", message });
const outOfRange = (option: string, value: number, constraint: string) =>
  invalid(
    `1 validation error detected: Value '${value}' at '${option}' failed to satisfy constraint: Member must have value ${constraint}`,
  );

test("C1, C3, C20: defaults are AWS's: batches of 10, no window, 5 to 1,250 pollers, the response ignored", () => {
  expect(parseMappingOptions(required)).toEqual({
    batchSize: 10,
    batchingWindowSeconds: 0,
    pollers: { initial: 5, idle: 2, maximum: 1_250 },
    filter: undefined,
    partialFailures: false,
    enabled: true,
    functionTimeoutSeconds: undefined,
    heartbeatSeconds: undefined,
    receiveMessageWaitTimeSeconds: 20,
  });
});

test("C1: batchSize is 1 to 10,000", () => {
  expect(refusalOf({ batchSize: 0 })).toEqual(outOfRange("batchSize", 0, "greater than or equal to 1"));
  expect(refusalOf({ batchSize: 10_001 })).toEqual(outOfRange("batchSize", 10_001, "less than or equal to 10000"));
  expect(refusalOf({ batchSize: 1 })).toBeUndefined();
  expect(refusalOf({ batchSize: 1.5 })).toMatchObject({ message: expect.stringContaining("whole number") });
});

test("C2: a batchSize above 10 requires a window", () => {
  expect(refusalOf({ batchSize: 11 })).toEqual(
    invalid("Maximum batch window in seconds must be greater than 0 if maximum batch size is greater than 10"),
  );
});

test("C3: the window is 0 to 300 s", () => {
  const option = "maximumBatchingWindowInSeconds";
  const { batchSize, batchingWindowSeconds } = parseMappingOptions({ ...required, [option]: 1, batchSize: 10_000 });

  expect({ batchSize, batchingWindowSeconds }).toEqual({ batchSize: 10_000, batchingWindowSeconds: 1 });
  expect(refusalOf({ [option]: 301 })).toEqual(outOfRange(option, 301, "less than or equal to 300"));
  expect(refusalOf({ [option]: -1 })).toEqual(outOfRange(option, -1, "greater than or equal to 0"));
  expect(refusalOf({ [option]: 300 })).toBeUndefined();
  expect(refusalOf({ [option]: 0 })).toBeUndefined();
});

test("C1, C3: a FIFO queue has no window, and so no batch above 10", () => {
  const queueUrl = `${required.queueUrl}.fifo`;

  expect(refusalOf({ queueUrl, maximumBatchingWindowInSeconds: 1 })).toEqual(
    invalid("Batching window is not supported for FIFO queues"),
  );
  expect(refusalOf({ queueUrl, maximumBatchingWindowInSeconds: 1, batchSize: 11 })).toEqual(
    invalid("Batching window is not supported for FIFO queues"),
  );
  expect(refusalOf({ queueUrl, batchSize: 11 })).toMatchObject({ code: "InvalidParameterValueException" });
  expect(refusalOf({ queueUrl, batchSize: 10, maximumBatchingWindowInSeconds: 0 })).toBeUndefined();
});

test("C14: functionResponseTypes knows ReportBatchItemFailures alone", () => {
  const { partialFailures } = parseMappingOptions({ ...required, functionResponseTypes: ["ReportBatchItemFailures"] });

  expect(partialFailures).toBe(true);
  expect(refusalOf({ functionResponseTypes: ["Everything"] })).toMatchObject({
    message: expect.stringContaining("Member must satisfy enum value set: [ReportBatchItemFailures]"),
  });
});

test("C21: maximumConcurrency is 2 to 1,000, and an empty scalingConfig removes it", () => {
  const option = "scalingConfig.maximumConcurrency";
  const refusalOfConcurrency = (maximumConcurrency: number) => refusalOf({ scalingConfig: { maximumConcurrency } });

  expect(refusalOfConcurrency(1)).toEqual(outOfRange(option, 1, "greater than or equal to 2"));
  expect(refusalOfConcurrency(1001)).toEqual(outOfRange(option, 1001, "less than or equal to 1000"));
  const pollersOf = (scalingConfig: { maximumConcurrency?: number }) =>
    parseMappingOptions({ ...required, scalingConfig }).pollers;
  expect(pollersOf({ maximumConcurrency: 2 })).toEqual({ initial: 2, idle: 2, maximum: 2 });
  expect(pollersOf({ maximumConcurrency: 1000 })).toEqual({ initial: 5, idle: 5, maximum: 1_000 });
  expect(pollersOf({}).maximum).toBe(1_250);
});

test("concurrency may be 1, and goes with no maximumConcurrency", () => {
  expect(parseMappingOptions({ ...required, concurrency: 1 }).pollers).toEqual({ initial: 1, idle: 1, maximum: 1 });
  expect(refusalOf({ concurrency: 0 })).toEqual(outOfRange("concurrency", 0, "greater than or equal to 1"));
  expect(refusalOf({ concurrency: 2, scalingConfig: { maximumConcurrency: 2 } })).toMatchObject({
    message: expect.stringContaining("got both"),
  });
});

test.each(["maximumRetryAttempts", "bisectBatchOnFunctionError", "destinationConfig", "bachSize"])(
  "C28: %s is no option for SQS",
  (name) => {
    expect(refusalOf({ [name]: 1 })).toMatchObject({ message: expect.stringContaining(`got ${name}`) });
  },
);

test("C25: at most 5 filters, 10 where the quota says so", () => {
  const filters = (count: number) => ({
    filters: Array.from({ length: count }, () => ({ pattern: '{"body":["a"]}' })),
  });

  expect(refusalOf({ filterCriteria: filters(5) })).toBeUndefined();
  expect(refusalOf({ filterCriteria: filters(6) })).toMatchObject({ message: expect.stringContaining("at most 5") });
  expect(refusalOf({ filterCriteria: filters(10), filterQuota: 10 })).toBeUndefined();
  expect(refusalOf({ filterCriteria: filters(11), filterQuota: 10 })).toMatchObject({
    message: expect.stringContaining("at most 10 filters, got 11"),
  });
  expect(refusalOf({ filterQuota: 11 })).toEqual(outOfRange("filterQuota", 11, "less than or equal to 10"));
});

test("times are within AWS's ranges", () => {
  expect(refusalOf({ heartbeatSeconds: 0 })).toEqual(outOfRange("heartbeatSeconds", 0, "greater than or equal to 1"));
  expect(refusalOf({ functionTimeoutSeconds: 901 })).toEqual(outOfRange("timeout", 901, "less than or equal to 900"));
  expect(refusalOf({ receiveMessageWaitTimeSeconds: 21 })).toEqual(
    outOfRange("receiveMessageWaitTimeSeconds", 21, "less than or equal to 20"),
  );
});
