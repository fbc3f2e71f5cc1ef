import { describe, expect, it } from "vitest";
import type { EnqueueOptions } from "../enqueue-options.ts";
import { InvalidAttributeError, InvalidDelayError } from "../errors.ts";
import { toEnvelope } from "./to-envelope.ts";

const messageId = "0b0f7a9e-8f1c-4b59-9d5c-3f9f3f3b7c11";

function envelopeOf(message: unknown, options: EnqueueOptions = {}, { bmpOnly = false } = {}) {
  return toEnvelope(message, options, { messageId, bmpOnly }).envelope;
}

describe("the body", () => {
  it("is exactly type and payload, in that order", () => {
    expect(envelopeOf({ payload: { a: [1, null] }, type: "x:y" }).body).toBe('{"type":"x:y","payload":{"a":[1,null]}}');
  });

  it("asks the payload for its JSON once", () => {
    let asked = 0;

    envelopeOf({ type: "x", payload: { toJSON: () => ++asked } });

    expect(asked).toBe(1);
  });

  const odd = "\u0000\u0001\u001F\u007F\uFFFD\uFFFE\uFFFF 👋 \uD800 \u{1FFFE} \u{10FFFF} \\ufffe \u2028";

  it("holds no character that SQS refuses, and parses to what was sent (D26)", () => {
    const { body } = envelopeOf({ type: `x${odd}`, payload: odd });

    expect(body).not.toMatch(/[^\t\n\r\u{20}-\u{D7FF}\u{E000}-\u{FFFD}\u{10000}-\u{10FFFF}]/u);
    expect(JSON.parse(body)).toEqual({ type: `x${odd}`, payload: odd });
    expect(body).toContain("👋");
  });

  it("holds nothing above U+FFFF for an emulator that refuses it, and still parses to what was sent", () => {
    const { body } = envelopeOf({ type: "x", payload: odd }, {}, { bmpOnly: true });

    expect(body).not.toMatch(/[\uD800-\uDFFF\uFFFE\uFFFF]/);
    expect(body).toContain("\\ud83d\\udc4b");
    expect(JSON.parse(body).payload).toBe(odd);
  });
});

describe("the size", () => {
  it("counts UTF-8 bytes of the body and of the attributes' names, types and values (D27)", () => {
    const { body, size } = envelopeOf({ type: "x", payload: "é👋" }, { attributes: { a: "ü" } });

    const identity = "letsgo.messageId".length + "String".length + 36;
    expect(size.bodyBytes).toBe(body.length - 3 + 2 + 4);
    expect(size.totalBytes).toBe(size.bodyBytes + identity + 1 + "String".length + 2);
  });
});

describe("delaySeconds", () => {
  it.each([0, 1, 900, undefined])("takes %s", (delaySeconds) => {
    expect(envelopeOf({ type: "x", payload: 1 }, { delaySeconds }).delaySeconds).toBe(delaySeconds);
  });

  it.each([-1, 0.5, Number.NaN, Number.POSITIVE_INFINITY, 901, "3", null, 3n])("refuses %s and names it", (value) => {
    const enqueue = () => envelopeOf({ type: "x", payload: 1 }, { delaySeconds: value as number });

    expect(enqueue).toThrow(InvalidDelayError);
    expect(enqueue).toThrow(`got ${typeof value === "string" ? `"${value}"` : value}`);
  });
});

describe("the caller's attributes", () => {
  const send = (attributes: unknown) => () =>
    envelopeOf({ type: "x", payload: 1 }, { attributes: attributes as Record<string, string> });

  it("travel beside the identity", () => {
    expect(send({ "tenant.id-1_A": "t" })().attributes).toEqual({
      "letsgo.messageId": { dataType: "String", value: messageId },
      "tenant.id-1_A": { dataType: "String", value: "t" },
    });
  });

  it("are at most 4 (D28)", () => {
    expect(send({ a: "1", b: "2", c: "3", d: "4" })).not.toThrow();
    expect(send({ a: "1", b: "2", c: "3", d: "4", e: "5" })).toThrow("Expected at most 4 attributes, got 5");
  });

  it.each(["", ".a", "a.", "a..b", "a b", "ä", "AWS.x", "aws.x", "Amazon.x", "letsgo.messageId", "x".repeat(257)])(
    "may not be named %s (D29)",
    (name) => {
      expect(send({ [name]: "v" })).toThrow(InvalidAttributeError);
    },
  );

  it("may have names of 256 characters, and __proto__ as any other", () => {
    const own = Object.fromEntries([["__proto__", "v"]]);

    expect(send({ ["x".repeat(256)]: "v" })).not.toThrow();
    expect(Object.keys(send(own)().attributes)).toContain("__proto__");
  });

  it.each(["", 7, null, undefined, "a\u0000", "\uFFFE", "\uD800"])("may not have the value %j", (value) => {
    expect(send({ a: value })).toThrow(InvalidAttributeError);
  });

  it.each([null, [], "a"])("may not be %j as a whole", (attributes) => {
    expect(send(attributes)).toThrow(InvalidAttributeError);
  });
});
