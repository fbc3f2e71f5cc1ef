import { describe, expect, it } from "vitest";
import { emptyDraft, hasForm, toRequest } from "./draft.ts";

const draft = { ...emptyDraft, type: "order:new" };

describe("a draft", () => {
  it("of a form is its fields, with only what was chosen beside them", () => {
    expect(toRequest({ ...draft, fields: { a: 1 } })).toEqual({ request: { type: "order:new", payload: { a: 1 } } });
  });

  it("takes delay, count and named attributes along", () => {
    const attributes = [
      { name: " tenant ", value: "acme" },
      { name: " ", value: "left out" },
    ];

    expect(toRequest({ ...draft, as: "json", text: "null", delaySeconds: 5, count: 3, attributes })).toEqual({
      request: { type: "order:new", payload: null, delaySeconds: 5, count: 3, attributes: { tenant: "acme" } },
    });
  });

  it("says what is wrong with its JSON, and that a type is missing", () => {
    expect(toRequest({ ...draft, as: "json", text: "{" })).toEqual({
      problem: expect.stringContaining("Expected JSON"),
    });
    expect(toRequest({ ...emptyDraft, as: "json" })).toEqual({ problem: "Choose a type, or write one." });
  });

  it("of a raw body is sent as it stands, without a type", () => {
    expect(toRequest({ ...draft, as: "raw", text: "no JSON" })).toEqual({ request: { rawBody: "no JSON" } });
  });
});

it("only a schema with fields makes a form", () => {
  expect(hasForm({ type: "a", schema: { properties: { x: {} } }, seen: 0 })).toBe(true);
  expect(hasForm({ type: "a", schema: { properties: {} }, seen: 0 })).toBe(false);
  expect(hasForm({ type: "a", schema: null, seen: 0 })).toBe(false);
  expect(hasForm(undefined)).toBe(false);
});
