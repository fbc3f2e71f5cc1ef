import { describe, expect, it, onTestFinished } from "vitest";
import { processAlive } from "../../test/support/process-alive.ts";
import { processEnvironment } from "../config.ts";
import { startKeptService } from "./kept-service.ts";

/** Runs a program that says its pid, and goes on with `text`. */
function start(text = "setInterval(() => {}, 1000)") {
  const pids: number[] = [];
  const groups = new Set<number>();
  const restarts: string[] = [];
  const service = {
    name: "web",
    args: ["-e", `console.log(process.pid); ${text}`],
    cwd: import.meta.dirname,
    environment: processEnvironment(),
    healthUrl: "",
  } as const;
  const kept = startKeptService(service, {
    onLine: (line) => pids.push(Number(line)),
    onStart: (group) => groups.add(group),
    onEnd: (group) => groups.delete(group),
    onRestart: (how, waitMs) => restarts.push(`${how}, ${waitMs}`),
  });
  onTestFinished(() => kept.kill());
  const pid = async (index: number) => {
    await expect.poll(() => pids.length, { timeout: 10_000 }).toBeGreaterThan(index);
    return pids[index] ?? 0;
  };
  return { kept, pid, groups, restarts };
}

describe("a service that is kept", () => {
  it("is started again each time it is killed, which is told, and ends with the stack", async () => {
    const { kept, pid, groups, restarts } = start();
    kept.keep();

    process.kill(await pid(0), "SIGKILL");
    process.kill(await pid(1), "SIGKILL");
    const last = await pid(2);
    expect(restarts).toEqual(["ended by SIGKILL, 250", "ended by SIGKILL, 500"]);
    expect([...groups]).toEqual([last]);
    await kept.stop(0);

    expect(await kept.ended).toBe("ended by SIGTERM");
    expect(processAlive(last)).toBe(false);
    expect(groups.size).toBe(0);
  });

  it("is not started while the stack stops", async () => {
    const { kept, pid, restarts } = start();
    kept.keep();
    process.kill(await pid(0), "SIGKILL");
    await expect.poll(() => restarts.length).toBe(1);

    await kept.stop(0);

    expect(await kept.ended).toBe("ended by SIGKILL");
  });

  it("takes what its killed process had started away, which would hold its port", async () => {
    const { kept, pid } = start(
      'console.log(require("node:child_process").spawn("sleep", ["60"]).pid); setInterval(() => {}, 1000)',
    );
    kept.keep();
    const left = await pid(1);

    process.kill(await pid(0), "SIGKILL");

    await expect.poll(() => processAlive(left)).toBe(false);
  });

  it.each([
    ["before the stack has started", false, "process.exitCode = 3", "exit code 3"],
    ["where it ends well, as it was asked to", true, "", "exit code 0"],
  ])("ends for good %s", async (_when, isReady, text, how) => {
    const { kept, restarts } = start(text);
    if (isReady) kept.keep();

    expect(await kept.ended).toBe(how);
    expect(restarts).toEqual([]);
  });
});
