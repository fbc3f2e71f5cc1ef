import { spawn } from "node:child_process";
import { once } from "node:events";
import { existsSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { readStartMark, startMarkOfPs } from "./start-mark.ts";

// A slim Linux has no ps, and needs none.
describe.each(existsSync("/bin/ps") ? [readStartMark, startMarkOfPs] : [readStartMark])("%o", (startMarkOf) => {
  it("gives a process the same mark every time", () => {
    const mark = startMarkOf(process.pid);

    expect(mark).toMatch(/^[\w-]{3,}$/);
    expect(startMarkOf(process.pid)).toBe(mark);
  });
});

it("a process that has ended has no mark", async () => {
  const child = spawn(process.execPath, ["-e", ""]);
  await once(child, "exit");

  expect(readStartMark(child.pid ?? 0)).toBeUndefined();
});
