import { describe, expect, it } from "vitest";
import { together } from "./together.ts";

const never = new AbortController().signal;

describe("tasks side by side", () => {
  it("give their results in order", async () => {
    expect(await together(never, [async () => 1, async () => "two"])).toEqual([1, "two"]);
  });

  it("are all told to end, and waited for, when one fails", async () => {
    const ended: string[] = [];
    const patient = (signal: AbortSignal) =>
      new Promise<void>((resolve) =>
        signal.addEventListener("abort", () => {
          ended.push("patient");
          resolve();
        }),
      );

    await expect(together(never, [patient, () => Promise.reject(new Error("first"))])).rejects.toThrow("first");
    expect(ended).toEqual(["patient"]);
  });

  it("fail by the reason of an interruption, not by what it broke", async () => {
    const controller = new AbortController();
    const broken = async () => {
      controller.abort(new Error("Ctrl-C"));
      throw new Error("broken pipe");
    };

    await expect(together(controller.signal, [broken])).rejects.toThrow("Ctrl-C");
  });
});
