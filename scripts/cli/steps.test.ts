import { describe, expect, it } from "vitest";
import { createSteps } from "./steps.ts";

function createOutput(isTTY: boolean) {
  const written: string[] = [];
  return { isTTY, columns: 40, write: (text: string) => written.push(text), text: () => written.join("") };
}

describe("the steps of a command", () => {
  it("are plain lines with their duration where there is no terminal", async () => {
    const output = createOutput(false);
    const step = createSteps(output);

    expect(await step("Base images", async () => 7)).toBe(7);

    expect(output.text()).toMatch(/^› Base images\n✔ Base images \(\d+\.\d s\)\n$/);
  });

  it("tell which of them failed", async () => {
    const output = createOutput(false);

    await expect(createSteps(output)("Engine", () => Promise.reject(new Error("no")))).rejects.toThrow("no");

    expect(output.text()).toContain("✖ Engine (");
  });

  it("share one status line on a terminal, never longer than it", async () => {
    const output = createOutput(true);
    const step = createSteps(output);
    const gate = Promise.withResolvers<void>();

    const both = [step("Node packages of everything", () => gate.promise), step("Docker engine", () => gate.promise)];
    gate.resolve();
    await Promise.all(both);

    const status = output
      .text()
      .split("\r\x1b[2K")
      .filter((text) => text.startsWith("…"));
    expect(status.some((text) => text.includes(" · "))).toBe(true);
    expect(status.every((text) => text.length < 40)).toBe(true);
    expect(output.text()).toContain("✔ Docker engine (");
  });
});
