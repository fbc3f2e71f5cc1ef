import { createHash } from "node:crypto";
import { queueSettingsOf } from "@letsgo/config";
import { describe, expect, it } from "vitest";
import { makeEnvelope } from "../../test/make-envelope.ts";
import { toDirectRecord } from "./to-direct-record.ts";

const envelope = makeEnvelope({ type: "x", payload: "👋" }, { attributes: { tenant: "t" } });

describe("toDirectRecord", () => {
  it("gives what Lambda's mapping gives at the first delivery, in its words (C29, C30)", () => {
    const record = toDirectRecord(envelope, queueSettingsOf({}));

    expect(record).toEqual({
      messageId: "id-1",
      receiptHandle: expect.stringMatching(/.+/),
      body: '{"type":"x","payload":"👋"}',
      attributes: {
        ApproximateReceiveCount: "1",
        SentTimestamp: expect.stringMatching(/^\d{13}$/),
        SenderId: "letsgo:local",
        ApproximateFirstReceiveTimestamp: record.attributes.SentTimestamp,
      },
      messageAttributes: {
        "letsgo.messageId": { stringValue: "id-1", stringListValues: [], binaryListValues: [], dataType: "String" },
        tenant: { stringValue: "t", stringListValues: [], binaryListValues: [], dataType: "String" },
      },
      md5OfBody: createHash("md5").update('{"type":"x","payload":"👋"}').digest("hex"),
      md5OfMessageAttributes: expect.stringMatching(/^[0-9a-f]{32}$/),
      eventSource: "aws:sqs",
      eventSourceARN: "arn:aws:sqs:us-west-2:000000000000:letsgo-main-worker",
      awsRegion: "us-west-2",
    });
  });

  it("takes account and name from the queue's URL where there is one", () => {
    const settings = queueSettingsOf({
      AWS_REGION: "eu-west-1",
      LETSGO_QUEUE_URL: "https://sqs.eu-west-1.amazonaws.com/123456789012/mine",
    });

    expect(toDirectRecord(envelope, settings).eventSourceARN).toBe("arn:aws:sqs:eu-west-1:123456789012:mine");
  });
});
