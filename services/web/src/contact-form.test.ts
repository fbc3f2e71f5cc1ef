import { describe, expect, it } from "vitest";
import { findFieldErrors, parseQuery, readContactForm } from "./contact-form.ts";

describe("the page's query parameters", () => {
  it("become texts, or lists where a name is given more than once", () => {
    expect(parseQuery("?ref=x&utm=a&utm=b&empty=")).toEqual({ ref: "x", utm: ["a", "b"], empty: "" });
  });

  it("are decoded, and no name is special", () => {
    const query = parseQuery("?q=a%20b+%F0%9F%91%8B&__proto__=own");

    expect(JSON.stringify(query)).toBe('{"q":"a b 👋","__proto__":"own"}');
    expect(Object.getPrototypeOf(query)).toBe(Object.prototype);
  });

  it("may be none", () => {
    expect(parseQuery("")).toEqual({});
  });
});

describe("a filled-in form", () => {
  it("is what the API takes", () => {
    const form = readContactForm(fieldsOf({ name: "Ada", email: "ada@example.com", message: "Hello 👋" }), "?ref=x");

    expect(form).toMatchObject({ name: "Ada", email: "ada@example.com", message: "Hello 👋", query: { ref: "x" } });
    expect(new Date(form.timestamp).toISOString()).toBe(form.timestamp);
    expect(findFieldErrors(form)).toEqual({});
  });

  it("has every wrong field named, with what to do", () => {
    const form = readContactForm(fieldsOf({ name: " ", email: "nobody" }), "");

    expect(findFieldErrors(form)).toEqual({
      name: "Enter your name.",
      email: "Enter an email address, for example ada@example.com.",
      message: "Write a message.",
    });
  });
});

// --- internal ---

function fieldsOf(values: Record<string, string>): FormData {
  const fields = new FormData();
  for (const [name, value] of Object.entries(values)) fields.set(name, value);
  return fields;
}
