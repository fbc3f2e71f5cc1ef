import { inspect } from "node:util";
import type { SQSRecord } from "aws-lambda";
import { describe, expect, it } from "vitest";
import { InvalidRecordError } from "./errors.ts";
import { identityOf } from "./identity-of.ts";
import { openRecord } from "./open-record.ts";

/** What LetsGo's own `enqueue` posts. */
function letsgoRecord(body: string): SQSRecord {
  return {
    messageId: "k3v9q2z1x8a",
    receiptHandle: "p0o9i8u7y6t",
    body,
    attributes: {
      ApproximateReceiveCount: "1",
      SentTimestamp: "1700000000000",
      SenderId: "letsgo:local:ada",
      ApproximateFirstReceiveTimestamp: "1700000000000",
    },
    messageAttributes: {},
    md5OfBody: "{md5}",
    eventSource: "letsgo:local",
    eventSourceARN: "letsgo:local:ada",
    awsRegion: "us-west-2",
  };
}

function refusalOf(body: unknown): InvalidRecordError {
  try {
    openRecord({ ...letsgoRecord(""), body: body as string });
  } catch (error) {
    if (error instanceof InvalidRecordError) return error;
    throw error;
  }
  throw new Error(`Expected ${body} to be refused`);
}

describe("openRecord", () => {
  it("opens LetsGo's own record", () => {
    const message = { type: "order:new", payload: { orderId: "123", customerId: "456" } };

    expect(openRecord(letsgoRecord(JSON.stringify(message)))).toMatchObject({
      messageId: "k3v9q2z1x8a",
      recordId: "k3v9q2z1x8a",
      message,
      receiveCount: 1,
    });
  });

  it("tells identity and record id apart, and counts deliveries", () => {
    const record = letsgoRecord('{"type":"x","payload":null}');
    record.messageAttributes = { "letsgo.messageId": { stringValue: "own", dataType: "String" } };
    record.attributes.ApproximateReceiveCount = "3";

    expect(openRecord(record)).toMatchObject({ messageId: "own", recordId: "k3v9q2z1x8a", receiveCount: 3 });
  });

  it("gives an unknown type its payload as it is", () => {
    expect(openRecord(letsgoRecord('{"type":"constructor","payload":[1]}')).message).toEqual({
      type: "constructor",
      payload: [1],
    });
  });

  it.each(["", "{", "undefined", undefined, 7])("refuses the body %j as malformed JSON", (body) => {
    expect(refusalOf(body)).toMatchObject({ reason: "malformed-json", messageId: "k3v9q2z1x8a" });
  });

  it("quotes nothing of a body that it cannot parse, since errors are logged", () => {
    expect(inspect(refusalOf("ada@example.com"))).not.toContain("ada@");
  });

  it.each(["null", "[]", '"x"', "{}", '{"type":7,"payload":1}', '{"type":"","payload":1}', '{"type":"x"}'])(
    "refuses %s as no message",
    (body) => {
      expect(refusalOf(body).reason).toBe("not-a-message");
    },
  );

  it("refuses a reserved type that the catalogue does not know", () => {
    expect(refusalOf('{"type":"letsgo:nobody","payload":{}}')).toMatchObject({
      reason: "unknown-type",
      type: "letsgo:nobody",
    });
  });

  it("names the fields of an invalid payload", () => {
    const refusal = refusalOf('{"type":"letsgo:contact","payload":{"name":"Ada","email":"nobody","message":"Hi"}}');

    expect(refusal).toMatchObject({ reason: "invalid-payload", type: "letsgo:contact" });
    expect(refusal.issues.map((issue) => issue.field)).toEqual(["payload.email"]);
    expect(refusal.message).toContain("payload.email");
  });
});

describe("identityOf", () => {
  it("is the record's own id where the attribute is longer than any identity", () => {
    const withIdentity = (stringValue: string) =>
      identityOf({ messageId: "a", messageAttributes: { "letsgo.messageId": { stringValue, dataType: "String" } } });

    expect(withIdentity("x".repeat(256))).toBe("x".repeat(256));
    expect(withIdentity("x".repeat(257))).toBe("a");
  });

  it("is the record's own id where the attribute is absent or empty", () => {
    expect(identityOf({ messageId: "a" })).toBe("a");
    expect(
      identityOf({
        messageId: "a",
        messageAttributes: { "letsgo.messageId": { stringValue: "", dataType: "String" } },
      }),
    ).toBe("a");
  });
});
