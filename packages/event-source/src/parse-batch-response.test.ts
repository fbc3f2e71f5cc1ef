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

test.each<[unknown]>([
  [{ batchItemFailures: [] }],
  [{ batchItemFailures: null }],
  [{}],
  [null],
  [undefined],
  [""],
  [[]],
  [{ statusCode: 200 }],
])("C16: %j is complete success", (response) => {
  expect(outcomeOf(response)).toEqual({ succeeded: "abc", failed: "" });
});

test.each<[unknown, string]>([
  ["not json", "the response"],
  [1, "the response"],
  [true, "the response"],
  [["a"], "the response"],
  [{ batchItemFailures: "a" }, "batchItemFailures"],
  [{ batchItemFailures: { itemIdentifier: "a" } }, "batchItemFailures"],
  [{ batchItemFailures: ["a"] }, "an entry"],
  [{ batchItemFailures: [null] }, "an entry"],
  [{ batchItemFailures: [{ foo: "notvalid" }] }, "an entry"],
  [{ batchItemFailures: [{}] }, "an entry"],
  [{ batchItemFailures: [{ itemIdentifier: "" }] }, "itemIdentifier"],
  [{ batchItemFailures: [{ itemIdentifier: null }] }, "itemIdentifier"],
  [{ batchItemFailures: [{ itemIdentifier: 123 }] }, "itemIdentifier"],
  [{ batchItemFailures: [{ itemIdentifier: "unknown" }] }, "itemIdentifier"],
  [{ batchItemFailures: [{ itemIdentifier: "a" }, { itemIdentifier: "unknown" }] }, "itemIdentifier"],
])("C17: %j is complete failure", (response, subject) => {
  expect(() => outcomeOf(response)).toThrow(InvalidBatchResponseError);
  expect(() => outcomeOf(response)).toThrow(`Expected ${subject}`);
});
