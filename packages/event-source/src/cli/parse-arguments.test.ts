import { expect, test } from "vitest";
import { placeOf } from "./create-client.ts";
import { type CommandOptions, parseArguments, UsageError } from "./parse-arguments.ts";

const queueUrl = "http://localhost:4566/000000000000/orders";
const required = ["--queue-url", queueUrl, "--handler", "./dist/index.handler"];

function refusalOf(...args: string[]): string {
  try {
    parseArguments(args);
  } catch (error) {
    expect(error).toBeInstanceOf(UsageError);
    return (error as Error).message;
  }
  return "none";
}

test("queue and handler alone have the defaults of Lambda's mapping", () => {
  expect(parseArguments(required)).toEqual({
    queueUrl,
    handler: "./dist/index.handler",
    endpoint: undefined,
    region: undefined,
    functionName: "function",
    functionTimeoutSeconds: 3,
    memoryMegabytes: 128,
    concurrency: 5,
    mapping: {
      batchSize: 10,
      maximumBatchingWindowInSeconds: 0,
      functionResponseTypes: [],
      filterCriteria: { filters: [] },
      filterQuota: 10,
      receiveMessageWaitTimeSeconds: 2,
    },
  });
});

test("every option is taken", () => {
  const args = [
    ...required,
    ...["--batch-size", "100", "--window", "5", "--concurrency", "1", "--report-batch-item-failures"],
    ...["--filter", '{"body":["a"]}', "--filter", '{"body":["b"]}', "--endpoint", "https://sqs.local:4566"],
    ...["--region", "eu-west-1", "--function-name", "orders", "--function-timeout", "60", "--memory", "512"],
    ...["--receive-wait", "20"],
  ];

  expect(parseArguments(args)).toMatchObject({
    endpoint: "https://sqs.local:4566",
    region: "eu-west-1",
    functionName: "orders",
    functionTimeoutSeconds: 60,
    memoryMegabytes: 512,
    concurrency: 1,
    mapping: {
      batchSize: 100,
      maximumBatchingWindowInSeconds: 5,
      functionResponseTypes: ["ReportBatchItemFailures"],
      filterCriteria: { filters: [{ pattern: '{"body":["a"]}' }, { pattern: '{"body":["b"]}' }] },
      receiveMessageWaitTimeSeconds: 20,
    },
  });
});

test("help goes before everything that is missing", () => {
  expect(parseArguments(["--help"])).toBe("help");
  expect(parseArguments(["-h", "--batch-size", "x"])).toBe("help");
});

test.each([
  [["--handler", "a.b"], "Expected --queue-url to be given"],
  [["--queue-url", queueUrl], "Expected --handler to be given"],
  [["--queue-url", "orders", "--handler", "a.b"], "Expected --queue-url to be a URL like"],
  [[...required, "--endpoint", "localhost:4566"], "Expected --endpoint to be a URL"],
  [[...required, "--batchsize", "1"], "Unknown option '--batchsize'"],
  [[...required, "stray"], "Unexpected argument 'stray'"],
  [[...required, "--batch-size", "ten"], "Expected --batch-size to be a whole number, got ten"],
  [[...required, "--batch-size", "11"], "Maximum batch window in seconds must be greater than 0"],
  [[...required, "--concurrency", "0"], "Value '0' at 'concurrency'"],
  [[...required, "--function-timeout", "901"], "Value '901' at 'timeout'"],
  [[...required, "--memory", "64"], "Value '64' at 'memorySize'"],
  [[...required, "--filter", "{}"], "Invalid filter pattern definition"],
  [["--queue-url", `${queueUrl}.fifo`, "--handler", "a.b", "--window", "1"], "not supported for FIFO queues"],
])("%j is refused, and says where help is", (args, text) => {
  expect(refusalOf(...args)).toContain(text);
  expect(refusalOf(...args)).toContain("--help");
});

test.each([
  ["https://sqs.eu-west-1.amazonaws.com/1/a", {}, { region: "eu-west-1", endpoint: undefined }],
  ["https://sqs.cn-north-1.amazonaws.com.cn/1/a", {}, { region: "cn-north-1", endpoint: undefined }],
  ["http://localhost:4566/1/a", {}, { region: "us-west-2", endpoint: "http://localhost:4566" }],
  ["http://localhost:4566/1/a", { endpoint: "http://sqs:1" }, { region: "us-west-2", endpoint: "http://sqs:1" }],
  ["https://sqs.eu-west-1.amazonaws.com/1/a", { region: "us-east-2" }, { region: "us-east-2", endpoint: undefined }],
  [
    "http://sqs.eu-west-1.localhost.localstack.cloud:4566/1/a",
    {},
    { region: "eu-west-1", endpoint: "http://sqs.eu-west-1.localhost.localstack.cloud:4566" },
  ],
])("region and endpoint of %s with %j", (url, given, place) => {
  const options = { endpoint: undefined, region: undefined, ...given, queueUrl: url } as CommandOptions;

  expect(placeOf(options, { region: "us-west-2", hasCredentials: false })).toEqual(place);
});
