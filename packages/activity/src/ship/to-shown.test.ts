import { describe, expect, it } from "vitest";
import { MAX_BODY_BYTES } from "../shipped.ts";
import { createSecrets } from "./secrets.ts";
import { createShown } from "./to-shown.ts";

const shown = createShown(createSecrets());

describe("what the console is shown", () => {
  it("is a small body whole, with its weight", () => {
    expect(shown.body('{"a":"é"}')).toEqual({ text: '{"a":"é"}', bytes: 10, cut: false, masked: [] });
  });

  const characters = ["x", "é", "€", "👋"].flatMap((character) =>
    ["a", "ab", "abc"].map((key) => [character, key] as const),
  );

  it.each(characters)("is the first 64 KiB of a large body, in whole characters: %s behind %s", (character, key) => {
    const text = JSON.stringify({ password: "p", [key]: character.repeat(70_000) });

    const body = shown.body(text);

    expect(body).toMatchObject({ bytes: Buffer.byteLength(text), cut: true, masked: ["password"] });
    expect(Buffer.byteLength(body.text)).toBeLessThanOrEqual(MAX_BODY_BYTES);
    expect(Buffer.byteLength(body.text)).toBeGreaterThan(MAX_BODY_BYTES - 4);
    expect(body.text).not.toContain("\u{fffd}");
  });

  it("is a body whose length was its secret whole", () => {
    const body = shown.body(JSON.stringify({ token: "x".repeat(100_000), a: 1 }));

    expect(body).toMatchObject({ text: '{"token":"[masked]","a":1}', cut: false });
  });

  it("is a body that is cut where a long text has shrunk", () => {
    expect(shown.body(JSON.stringify(`sk_live_${"x".repeat(100_000)}`))).toMatchObject({ cut: true, masked: [""] });
  });

  it("is an error with its causes, however deep, and what was thrown instead of one", () => {
    const error = new TypeError("outer", {
      cause: Object.assign(new Error("inner", { cause: "sk_test_0123456789" }), { code: "E" }),
    });
    const loop: Error = new Error("loop");
    loop.cause = new Error("back", { cause: loop });

    expect(shown.error(error)).toMatchObject({
      name: "TypeError",
      message: "outer",
      stack: expect.stringContaining("to-shown.test.ts"),
      cause: { name: "Error", message: "inner", code: "E", cause: { name: "string", message: "[masked]" } },
    });
    expect(JSON.stringify(shown.error(loop)).match(/loop/g)?.length).toBeGreaterThan(1);
  });

  it("are attributes and fields without their secrets", () => {
    expect(shown.attributes({ tenant: "t", "x-session-token": "s", none: undefined })).toEqual({
      tenant: "t",
      "x-session-token": "[masked]",
      none: "",
    });
    expect(shown.fields({ a: 1, headers: { Authorization: "Bearer x" }, none: undefined })).toBe(
      '{"a":1,"headers":{"Authorization":"[masked]"}}',
    );
    expect(JSON.parse(shown.fields({ err: new Error("why") }) ?? "")).toMatchObject({ err: { message: "why" } });
  });

  it("are no fields where there are none, or none that can be written", () => {
    expect(shown.fields({ a: undefined })).toBeUndefined();
    expect(shown.fields({ a: 1n })).toBeUndefined();
  });
});
