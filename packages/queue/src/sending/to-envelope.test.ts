import { describe, expect, it } from "vitest";
import { makeEnvelope } from "../../test/make-envelope.ts";
import type { EnqueueOptions } from "../enqueue-options.ts";
import { InvalidAttributeError, InvalidDelayError, InvalidGroupError } from "../errors.ts";
import type { EnvelopeMaking } from "./to-envelope.ts";

const messageId = "0b0f7a9e-8f1c-4b59-9d5c-3f9f3f3b7c11";

function envelopeOf(message: unknown, options: EnqueueOptions = {}, making: Partial<EnvelopeMaking> = {}) {
  return makeEnvelope(message, options, { messageId, ...making });
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
});

describe("the size", () => {
  it("counts UTF-8 bytes of the body and of the attributes' names, types and values (D27)", () => {
    const { body, size } = envelopeOf({ type: "x", payload: "é👋" }, { attributes: { a: "ü" } });

    const identity = "letsgo.messageId".length + "String".length + 36;
    expect(size.bodyBytes).toBe(body.length - 3 + 2 + 4);
    expect(size.totalBytes).toBe(size.bodyBytes + identity + 1 + "String".length + 2);
  });

  it("counts what is sent: a character that had to be escaped weighs its escapes", () => {
    const { body, size } = envelopeOf({ type: "x", payload: "👋\uFFFF" });

    expect(body).toBe('{"type":"x","payload":"👋\\uffff"}');
    expect(size.bodyBytes).toBe(Buffer.byteLength(body));
  });
});

describe("delaySeconds", () => {
  it.each([0, 1, 900, 901, 31_536_000, undefined])("takes %s", (delaySeconds) => {
    expect(envelopeOf({ type: "x", payload: 1 }, { delaySeconds }).delaySeconds).toBe(delaySeconds);
  });

  it.each([-1, 0.5, Number.NaN, Number.POSITIVE_INFINITY, 31_536_001, "3", null, 3n])(
    "refuses %s and names it",
    (value) => {
      const enqueue = () => envelopeOf({ type: "x", payload: 1 }, { delaySeconds: value as number });

      expect(enqueue).toThrow(InvalidDelayError);
      expect(enqueue).toThrow(`got ${typeof value === "string" ? `"${value}"` : value}`);
    },
  );

  it("beyond what SQS observes writes down when the message is due, and else does not", () => {
    const dueAtOf = (delaySeconds: number) =>
      envelopeOf({ type: "x", payload: 1 }, { delaySeconds }, { nowMs: 5000 }).attributes["letsgo.dueAt"];

    expect(dueAtOf(901)).toEqual({ dataType: "Number", value: "906000" });
    expect(dueAtOf(900)).toBeUndefined();
  });

  it("above 0 is refused on a FIFO queue (D3)", () => {
    const enqueue = (delaySeconds: number) => () =>
      envelopeOf({ type: "x", payload: 1 }, { delaySeconds, groupId: "g" }, { fifo: true });

    expect(enqueue(1)).toThrow(InvalidDelayError);
    expect(enqueue(1)).toThrow("on a FIFO queue, got 1");
    expect(enqueue(0)).not.toThrow();
  });
});

describe("group and deduplication id (D31)", () => {
  const punctuation = "!\"#$%&'()*+,-./:;<=>?@[\\]^_`{|}~";
  const send =
    (options: unknown, fifo = true) =>
    () =>
      envelopeOf({ type: "x", payload: 1 }, options as EnqueueOptions, { fifo });

  it("take up to 128 letters, digits and punctuation marks", () => {
    const id = `aZ09${punctuation}`.padEnd(128, "x");

    expect(send({ groupId: id, deduplicationId: id })()).toMatchObject({ groupId: id, deduplicationId: id });
  });

  it.each(["", "a b", "é", "a\n", "x".repeat(129), 1, null])("refuse %j", (value) => {
    expect(send({ groupId: value })).toThrow(InvalidGroupError);
    expect(send({ groupId: value }, false)).toThrow(expect.objectContaining({ option: "groupId", retryable: false }));
    expect(send({ groupId: "g", deduplicationId: value })).toThrow(
      expect.objectContaining({ code: "INVALID_GROUP", option: "deduplicationId" }),
    );
  });

  it("on a FIFO queue need a group, and the identity stands in for the deduplication id", () => {
    expect(send({})).toThrow("Expected groupId to be given on a FIFO queue");
    expect(send({ groupId: "g" })()).toMatchObject({ groupId: "g", deduplicationId: messageId });
  });

  it("on a standard queue may have a group (D33) and no deduplication id", () => {
    expect(send({ groupId: "g" }, false)()).toMatchObject({ groupId: "g", deduplicationId: undefined });
    expect(send({ deduplicationId: "d" }, false)).toThrow(InvalidGroupError);
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
