import { describe, expect, it } from "vitest";
import { fatalReasonOf } from "./fatal.ts";
import { parseLogLine } from "./format.ts";

describe("a service's reason not to start", () => {
  it("is its fatal line, with the error's message and without its stack", () => {
    const line = { level: "fatal", service: "worker", msg: "The worker cannot start" };
    const err = { message: "no such module", stack: "Error: no such module\n    at main.ts" };

    expect(fatalReasonOf(parseLogLine(JSON.stringify({ ...line, err }), "worker"))).toBe(
      "worker: The worker cannot start: no such module",
    );
    expect(fatalReasonOf(parseLogLine(JSON.stringify(line), "worker"))).toBe("worker: The worker cannot start");
  });

  it("is no other line", () => {
    expect(fatalReasonOf(parseLogLine('{"level":"error","msg":"fatal"}', "api"))).toBeUndefined();
    expect(fatalReasonOf(parseLogLine("fatal: not a JSON line", "web"))).toBeUndefined();
  });
});
