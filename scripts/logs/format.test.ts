import { stripVTControlCharacters } from "node:util";
import { describe, expect, it } from "vitest";
import { formatLogLine, parseLogLine } from "./format.ts";

const accepted = {
  level: "info",
  time: "2026-01-31T12:00:00.123Z",
  service: "api",
  msg: "Message accepted",
  messageId: "m-1",
  hop: "accepted",
};

describe("a readable log line", () => {
  it("has time, service, message and fields", () => {
    const text = formatLogLine(parseLogLine(JSON.stringify(accepted), "api"), false);

    expect(text).toMatch(/^\d\d:\d\d:00\.123 api {4}Message accepted messageId=m-1$/);
  });

  it("names a level that is not info, and shows the error's stack below", () => {
    const failed = {
      ...accepted,
      level: "error",
      msg: "Message failed",
      err: { message: "boom", stack: "Error: boom\n    at handle" },
    };

    const [first, ...stack] = formatLogLine(parseLogLine(JSON.stringify(failed), "worker"), false).split("\n");

    expect(first).toContain("ERROR Message failed");
    expect(stack.map((line) => line.trim())).toEqual(["Error: boom", "at handle"]);
  });

  it("shows a trace id, unless it is the message's id in another form", () => {
    const messageId = "97d7a6c4-9a5c-4bd0-9b3f-7f7ae7d8b8c4";
    const shown = (traceId: string) => formatLogLine({ ...accepted, messageId, traceId }, false);

    expect(shown("0af7651916cd43dd8448eb211c80319c")).toContain("traceId=0af7651916cd43dd8448eb211c80319c");
    expect(shown("97d7a6c49a5c4bd09b3f7f7ae7d8b8c4")).not.toContain("traceId");
  });

  it("is the same in colour and without", () => {
    const line = parseLogLine(JSON.stringify(accepted), "api");

    expect(formatLogLine(line, true)).not.toBe(formatLogLine(line, false));
    expect(stripVTControlCharacters(formatLogLine(line, true))).toBe(formatLogLine(line, false));
  });

  it("takes what is no JSON as the message", () => {
    expect(parseLogLine("{ not json", "web", "2026-01-31T12:00:00Z")).toEqual({
      time: "2026-01-31T12:00:00Z",
      level: "info",
      service: "web",
      msg: "{ not json",
    });
  });

  it("lets no id or type forge a line or drive the terminal", () => {
    const line = { service: "worker", msg: "Message received", messageId: "a\nfake", type: "\u001b[31mred\u009b" };

    const text = formatLogLine(parseLogLine(JSON.stringify(line), "worker"), false);

    expect(text).not.toMatch(/\p{Cc}/u);
    expect(text).toContain("messageId=a\\u000afake type=red");
  });

  it("lets no error's text do so either, nor turn the direction of reading", () => {
    const err = { stack: "Error: no type a\u0000b\u001b[31m\u202e\n    at handle (handler.ts:1:1)" };

    const text = formatLogLine({ service: "worker", msg: "Message failed", level: "error", err }, false);

    expect(text.split("\n").slice(1)).toEqual([
      "         Error: no type a\\u0000b\\u202e",
      "             at handle (handler.ts:1:1)",
    ]);
  });
});
