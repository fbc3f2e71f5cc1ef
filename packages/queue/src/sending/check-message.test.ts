import { describe, expect, it } from "vitest";
import { InvalidMessageError } from "../errors.ts";
import { checkMessage } from "./check-message.ts";

const contact = { name: "Ada", email: "ada@example.com", message: "Hello" };

function fieldsOf(message: unknown): string[] {
  try {
    checkMessage(message);
  } catch (error) {
    if (error instanceof InvalidMessageError) return error.issues.map((issue) => issue.field);
    throw error;
  }
  return [];
}

describe("checkMessage", () => {
  it.each([
    ["nothing", undefined],
    ["null", null],
    ["a text", "order:new"],
    ["an array", []],
  ])("refuses %s", (_, message) => {
    expect(fieldsOf(message)).toEqual(["message"]);
  });

  it.each([undefined, null, 7, "", ["x"]])("refuses the type %j", (type) => {
    expect(fieldsOf({ type, payload: {} })).toEqual(["type"]);
  });

  it("quotes of a long type its beginning only", () => {
    const refused = () => checkMessage({ type: `letsgo:${"x".repeat(1_000_000)}`, payload: 1 });

    expect(refused).toThrow(/^type: Expected type to be one of the catalogue's, .* got "letsgo:x{1,60}…"$/);
  });

  it("refuses a reserved type that the catalogue does not know", () => {
    expect(fieldsOf({ type: "letsgo:nobody", payload: {} })).toEqual(["type"]);
  });

  it("refuses further fields rather than lose them", () => {
    expect(fieldsOf({ type: "x", payload: 1, tenantId: "t" })).toEqual(["tenantId"]);
  });

  it.each([
    ["undefined", undefined],
    ["a function", () => 1],
    ["a symbol", Symbol("s")],
    ["a toJSON that gives nothing", { toJSON: () => undefined }],
    [
      "a toJSON that throws",
      {
        toJSON: () => {
          throw new Error("no");
        },
      },
    ],
    ["a BigInt", 1n],
  ])("refuses %s as payload", (_, payload) => {
    expect(fieldsOf({ type: "x", payload })).toEqual(["payload"]);
  });

  it("names where a BigInt or a cycle is", () => {
    const cycle: Record<string, unknown> = { a: [1] };
    cycle.self = { cycle };

    expect(fieldsOf({ type: "x", payload: { items: [{ price: 1 }, { price: 2n }] } })).toEqual([
      "payload.items[1].price",
    ]);
    expect(fieldsOf({ type: "x", payload: cycle })).toEqual(["payload.self.cycle"]);
  });

  it("does not take a value that is there twice for a cycle", () => {
    const shared = { a: 1 };

    expect(fieldsOf({ type: "x", payload: [shared, shared] })).toEqual([]);
  });

  it("refuses nesting that JSON cannot walk", () => {
    let deep: unknown = 1;
    for (let depth = 0; depth < 50_000; depth++) deep = [deep];

    expect(fieldsOf({ type: "x", payload: deep })).toEqual(["payload"]);
  });

  it.each([[null], [0], [""], [false], [[]], [{ a: undefined, b: () => 1, c: Number.NaN, d: new Date(0) }]])(
    "takes %j and promises what JSON makes of it",
    (payload) => {
      expect(checkMessage({ type: "x", payload }).payloadJson).toBe(JSON.stringify(payload));
    },
  );

  it("names every wrong field of a catalogued payload", () => {
    expect(
      fieldsOf({ type: "letsgo:contact", payload: { ...contact, email: "nobody", extra: 1, message: "" } }),
    ).toEqual(expect.arrayContaining(["payload.email", "payload.message", "payload.extra"]));
  });

  it("checks what the handler will see, not the value at hand", () => {
    const payload = { ...contact, timestamp: new Date(0), query: undefined };

    expect(fieldsOf({ type: "letsgo:contact", payload })).toEqual([]);
    expect(fieldsOf({ type: "order:new", payload: { orderId: { toJSON: () => 7 }, customerId: "1" } })).toEqual([
      "payload.orderId",
    ]);
  });

  it("looks types up by own property only", () => {
    expect(checkMessage({ type: "constructor", payload: 1 })).toMatchObject({ catalogued: false });
    expect(checkMessage({ type: "__proto__", payload: 1 })).toMatchObject({ catalogued: false });
  });
});
