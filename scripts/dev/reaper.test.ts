import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import path from "node:path";
import { describe, expect, it } from "vitest";
import { processAlive } from "../../test/support/process-alive.ts";

function startGroup(): ChildProcess {
  return spawn(process.execPath, ["-e", "setInterval(() => {}, 1000)"], { detached: true, stdio: "ignore" });
}

describe("the reaper", () => {
  it("ends the groups that are left when the supervisor is gone, and no others", async () => {
    const reaper = spawn(process.execPath, [path.join(import.meta.dirname, "reaper.ts")], {
      stdio: ["pipe", "ignore", "inherit"],
    });
    const [left, ended] = [startGroup(), startGroup()];

    reaper.stdin.write(`+${left.pid}\n+${ended.pid}\n-${ended.pid}\n`);
    reaper.stdin.end();
    const [, signal] = await once(left, "exit");
    await once(reaper, "exit");

    expect(signal).toBe("SIGTERM");
    expect(processAlive(ended.pid ?? 0)).toBe(true);
    ended.kill("SIGKILL");
  });
});
