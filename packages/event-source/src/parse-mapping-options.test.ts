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

test("defaults are AWS's: batches of 10, no window, five pollers, the response ignored", () => {
  expect(parseMappingOptions(required)).toEqual({
    batchSize: 10,
    concurrency: 5,
    partialFailures: false,
    enabled: true,
    functionTimeoutSeconds: undefined,
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

test("C3: the window is 0 to 300 s, and any but 0 is not supported yet", () => {
  const option = "maximumBatchingWindowInSeconds";

  expect(refusalOf({ [option]: 301 })).toEqual(outOfRange(option, 301, "less than or equal to 300"));
  expect(refusalOf({ [option]: -1 })).toEqual(outOfRange(option, -1, "greater than or equal to 0"));
  expect(refusalOf({ [option]: 5, batchSize: 100 })).toMatchObject({ code: "UnsupportedOption", option });
  expect(refusalOf({ [option]: 0 })).toBeUndefined();
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
  expect(parseMappingOptions({ ...required, scalingConfig: { maximumConcurrency: 2 } }).concurrency).toBe(2);
  expect(parseMappingOptions({ ...required, scalingConfig: {} }).concurrency).toBe(5);
});

test("concurrency may be 1, and goes with no maximumConcurrency", () => {
  expect(parseMappingOptions({ ...required, concurrency: 1 }).concurrency).toBe(1);
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

test("filters and FIFO queues are not supported yet", () => {
  const queueUrl = `${required.queueUrl}.fifo`;

  expect(refusalOf({ filterCriteria: { Filters: [{ Pattern: "{}" }] } })).toMatchObject({ option: "filterCriteria" });
  expect(refusalOf({ queueUrl })).toMatchObject({ code: "UnsupportedOption", option: "queueUrl" });
});

test("times are within AWS's ranges", () => {
  expect(refusalOf({ functionTimeoutSeconds: 901 })).toEqual(outOfRange("timeout", 901, "less than or equal to 900"));
  expect(refusalOf({ receiveMessageWaitTimeSeconds: 21 })).toEqual(
    outOfRange("receiveMessageWaitTimeSeconds", 21, "less than or equal to 20"),
  );
});
