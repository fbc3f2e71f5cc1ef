import { spawn } from "node:child_process";
import { once } from "node:events";
import { expect, it } from "vitest";
import { endLeftProcess } from "./end-left-process.ts";
import { ownerOfProcess, sightOfThisMachine } from "./owner.ts";

it("a left process that does not end when asked is killed with its group", async () => {
  const deaf = "process.on('SIGTERM', () => console.log('asked')); setInterval(() => {}, 1000); console.log('ready')";
  const child = spawn(process.execPath, ["-e", deaf], { detached: true, stdio: ["ignore", "pipe", "inherit"] });
  await once(child.stdout, "data");
  const asked = once(child.stdout, "data");
  const exit = once(child, "exit");

  await endLeftProcess(ownerOfProcess(child.pid ?? 0), sightOfThisMachine(), 500);

  expect(String(await asked)).toContain("asked");
  expect((await exit)[1]).toBe("SIGKILL");
});
