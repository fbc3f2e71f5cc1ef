import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { createDevOutput } from "./output.ts";

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(path.join(tmpdir(), "letsgo-output-"));
});
afterEach(() => rmSync(folder, { recursive: true }));

function collect(json: boolean) {
  const printed: string[] = [];
  const log = path.join(folder, "dev.log");
  const output = createDevOutput({ log, json, color: false, print: (text) => printed.push(text) });
  return { output, printed, logged: () => readFileSync(log, "utf8").trimEnd().split("\n") };
}

const line = '{"level":"info","time":"2026-01-31T12:00:00.000Z","service":"api","msg":"Ready",  "odd":1}';

describe("the output of the stack without containers", () => {
  it("passes JSON lines through unchanged and makes JSON of all else where JSON is asked for", () => {
    const { output, printed, logged } = collect(true);

    output.service("api", line);
    output.service("web", "VITE ready");
    output.service("web", "  ");
    output.say("a banner", { msg: "Ready", event: "ready" });

    expect(printed[0]).toBe(line);
    expect(JSON.parse(printed[1] ?? "")).toMatchObject({ service: "web", level: "info", msg: "VITE ready" });
    expect(JSON.parse(printed[2] ?? "")).toMatchObject({ service: "dev", msg: "Ready", event: "ready" });
    expect(printed).toHaveLength(3);
    expect(logged()).toEqual(printed);
  });

  it("is readable otherwise, and the log is still JSON", () => {
    const { output, printed, logged } = collect(false);

    output.service("api", line);
    output.say("a banner", { event: "ready" });

    expect(printed[0]).toMatch(/^[\d:.]+ api {4}Ready odd=1$/);
    expect(printed[1]).toBe("a banner");
    expect(logged()[0]).toBe(line);
    expect(JSON.parse(logged()[1] ?? "")).toMatchObject({ service: "dev", msg: "a banner", event: "ready" });
  });
});
