import { describe, expect, it } from "vitest";
import { run, tryRun } from "./run.ts";

const node = (program: string) => [process.execPath, ["-e", program]] as const;

describe("running a program", () => {
  it("gives its stdout, and each line of both streams as it comes", async () => {
    const lines: string[] = [];

    const output = await run(...node("console.log('a'); console.error('b')"), { onLine: (line) => lines.push(line) });

    expect(output).toBe("a");
    expect(lines.sort()).toEqual(["a", "b"]);
  });

  it("fails with the exit code and the last lines", async () => {
    await expect(run(...node("console.error('why'); process.exit(3)"))).rejects.toMatchObject({
      exitCode: 3,
      tail: "why",
    });
  });

  it("tells a program that is not there from one that failed", async () => {
    expect(await tryRun("letsgo-no-such-program", [])).toMatchObject({ missing: true, exitCode: undefined });
    expect(await tryRun(...node("process.exit(1)"))).toMatchObject({ missing: false, exitCode: 1 });
  });

  it("ends it, and waits for its end, when told to", async () => {
    const controller = new AbortController();
    const end =
      "process.on('SIGTERM', () => { console.log('bye'); process.exit(0); }); console.log('up'); setInterval(() => {}, 1000)";
    const lines: string[] = [];
    const running = run(...node(end), {
      signal: controller.signal,
      onLine: (line) => {
        lines.push(line);
        controller.abort(new Error("Ctrl-C"));
      },
    });

    await expect(running).rejects.toThrow("Ctrl-C");
    expect(lines).toEqual(["up", "bye"]);
  });

  it("ends what takes too long", async () => {
    const ended = await tryRun(...node("setInterval(() => {}, 1000)"), { timeoutMs: 50 });

    expect(ended.exitCode).toBeUndefined();
  });
});
