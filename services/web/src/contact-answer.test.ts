import { describe, expect, it } from "vitest";
import { toContactAnswer } from "./contact-answer.ts";

describe("an answer to the contact form", () => {
  it("with a message id is acceptance", () => {
    expect(toContactAnswer(200, null, { messageId: "m-1" })).toEqual({ kind: "accepted", messageId: "m-1" });
  });

  it("without a message id is none", () => {
    expect(toContactAnswer(200, null, {})).toMatchObject({ kind: "unavailable" });
  });

  it("with faults puts those of our fields at the field, the others into the text", () => {
    const errors = [
      { field: "email", message: "Expected an email address" },
      { field: "query.utm", message: "too long" },
      { field: 7, message: "not a fault" },
    ];

    expect(toContactAnswer(400, null, { title: "Bad Request", detail: "Two faults.", errors })).toEqual({
      kind: "refused",
      fieldErrors: { email: "Expected an email address" },
      detail: "Two faults. query.utm: too long",
    });
  });

  it("too large is told to a person, at the field that can be shortened", () => {
    const detail = "Expected the body to be at most 262144 bytes, got more.";

    expect(toContactAnswer(413, null, { title: "Payload Too Large", detail })).toEqual({
      kind: "refused",
      fieldErrors: { message: "Shorten your message." },
      detail: "Your message is too long to be sent.",
    });
  });

  it("refused by the guard is told in the API's words", () => {
    expect(toContactAnswer(403, null, { detail: "Expected another Host." })).toEqual({
      kind: "refused",
      fieldErrors: {},
      detail: "Expected another Host.",
    });
  });

  it.each([
    ["5", "Try again in 5 seconds."],
    ["1", "Try again in 1 second."],
    ["Thu, 01 Jan 1970 00:01:00 GMT", "Try again in 60 seconds."],
    ["0", "Try again."],
    ["soon", "Try again."],
    [null, "Try again."],
  ])("503 with Retry-After %s says: %s", (retryAfter, words) => {
    expect(toContactAnswer(503, retryAfter, { detail: "No worker." }, 0)).toEqual({
      kind: "unavailable",
      detail: `No worker. ${words}`,
    });
  });

  it("that is no JSON at all still says something", () => {
    expect(toContactAnswer(500, null, undefined)).toEqual({
      kind: "unavailable",
      detail: "The API answered with status 500. Try again.",
    });
  });
});
