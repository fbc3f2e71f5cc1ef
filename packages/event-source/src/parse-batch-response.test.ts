import { expect, test } from "vitest";
import { InvalidBatchResponseError } from "./errors.ts";
import { parseBatchResponse } from "./parse-batch-response.ts";
import { toSqsRecord } from "./to-sqs-record.ts";

const origin = { queueArn: "arn:aws:sqs:eu-west-1:123456789012:orders", region: "eu-west-1" };
const records = ["a", "b", "c"].map((MessageId) => toSqsRecord({ MessageId }, origin));

function outcomeOf(response: unknown) {
  const { succeeded, failed } = parseBatchResponse(response, records);
  const ids = (list: typeof records) => list.map(({ messageId }) => messageId).join("");
  return { succeeded: ids(succeeded), failed: ids(failed) };
}

test("C15: listed ids failed and the others succeeded, in the order of the batch", () => {
  const response = { batchItemFailures: [{ itemIdentifier: "c" }, { itemIdentifier: "a" }, { itemIdentifier: "c" }] };

  expect(outcomeOf(response)).toEqual({ succeeded: "b", failed: "ac" });
});

test.each([
  { response: { batchItemFailures: [] } },
  { response: { batchItemFailures: null } },
  { response: {} },
  { response: null },
  { response: undefined },
  { response: "" },
  { response: [] },
  { response: { statusCode: 200 } },
])("C16: $response is complete success", ({ response }) => {
  expect(outcomeOf(response)).toEqual({ succeeded: "abc", failed: "" });
});

test.each([
  { response: "not json", got: "the response" },
  { response: 1, got: "the response" },
  { response: true, got: "the response" },
  { response: ["a"], got: "the response" },
  { response: { batchItemFailures: "a" }, got: "batchItemFailures" },
  { response: { batchItemFailures: { itemIdentifier: "a" } }, got: "batchItemFailures" },
  { response: { batchItemFailures: ["a"] }, got: "an entry" },
  { response: { batchItemFailures: [null] }, got: "an entry" },
  { response: { batchItemFailures: [{ foo: "notvalid" }] }, got: "an entry" },
  { response: { batchItemFailures: [{}] }, got: "an entry" },
  { response: { batchItemFailures: [{ itemIdentifier: "" }] }, got: "itemIdentifier" },
  { response: { batchItemFailures: [{ itemIdentifier: null }] }, got: "itemIdentifier" },
  { response: { batchItemFailures: [{ itemIdentifier: 123 }] }, got: "itemIdentifier" },
  { response: { batchItemFailures: [{ itemIdentifier: "unknown" }] }, got: "itemIdentifier" },
  { response: { batchItemFailures: [{ itemIdentifier: "a" }, { itemIdentifier: "unknown" }] }, got: "itemIdentifier" },
])("C17: $response is complete failure", ({ response, got }) => {
  expect(() => outcomeOf(response)).toThrow(InvalidBatchResponseError);
  expect(() => outcomeOf(response)).toThrow(`Expected ${got}`);
});
