import { queueSettingsOf } from "@letsgo/config";
import { describe, expect, it } from "vitest";
import { createOnlyAttributesOf, differingAttributes, queueAttributesOf } from "./queue-attributes.ts";

const arn = "arn:aws:sqs:us-west-2:000000000000:some-dlq";

describe("differingAttributes", () => {
  const wanted = queueAttributesOf(queueSettingsOf({}), arn);

  it("gives those alone that are absent or have another value", () => {
    expect(differingAttributes({ ...wanted, VisibilityTimeout: "1", Other: "x" }, wanted)).toEqual({
      VisibilityTimeout: wanted.VisibilityTimeout,
    });
    expect(differingAttributes({}, wanted)).toEqual(wanted);
  });

  it("takes redrive policies for equal that say the same in other words", () => {
    const RedrivePolicy = `{ "maxReceiveCount": "5", "deadLetterTargetArn": "${arn}" }`;

    expect(differingAttributes({ ...wanted, RedrivePolicy }, wanted)).toEqual({});
    expect(differingAttributes({ ...wanted, RedrivePolicy: "" }, wanted)).toHaveProperty("RedrivePolicy");
  });
});

describe("createOnlyAttributesOf", () => {
  it("says FIFO of a .fifo name and nothing of another, since SQS refuses a false", () => {
    expect(createOnlyAttributesOf(queueSettingsOf({ LETSGO_QUEUE_NAME: "a.fifo" }))).toEqual({
      FifoQueue: "true",
      MaximumMessageSize: "1048576",
    });
    expect(createOnlyAttributesOf(queueSettingsOf({}))).toEqual({ MaximumMessageSize: "1048576" });
  });
});
