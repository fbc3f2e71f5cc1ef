import { describe, expect, it } from "vitest";
import { email } from "./email.ts";

describe("an email address", () => {
  it.each([
    "ada@example.com",
    "ada.lovelace+tag@mail.example.co.uk",
    "o'hara_7@xn--exmple-cua.de",
    "müller@exämple.de",
    "用户@例子.广告",
    "उपयोगकर्ता@उदाहरण.भारत",
    "ada@example.xn--p1ai",
    `${"a".repeat(64)}@example.com`,
  ])("may be %s", (address) => {
    expect(email.parse(address)).toBe(address);
  });

  it.each([
    "",
    "nobody",
    "@example.com",
    "ada@",
    "ada@example",
    "ada@@example.com",
    "ada@example..com",
    ".ada@example.com",
    "ada.@example.com",
    "a..b@example.com",
    "ada@-example.com",
    "ada@example-.com",
    "ada@example.c",
    "ada@127.0.0.1",
    "ada lovelace@example.com",
    "ada@exa mple.com",
    "ada@example.com ",
    "Ada <ada@example.com>",
    "ada@example.com,eve@example.com",
    "ada@example.com\nBcc: eve@example.com",
    "ada\u0000@example.com",
    "ada\u202E@example.com",
    `${"a".repeat(65)}@example.com`,
    `ada@${"a.".repeat(130)}com`,
  ])("is not %j", (address) => {
    expect(email.safeParse(address).error?.issues).toMatchObject([{ format: "email" }]);
  });

  it("is told from a long text that is none, where a pattern that tries every way would not end", () => {
    expect(email.safeParse(`${"a-".repeat(100_000)}@${"a-".repeat(100_000)}`).success).toBe(false);
    expect(email.safeParse(`a@${"a-a.".repeat(60)}-`).success).toBe(false);
  });
});
