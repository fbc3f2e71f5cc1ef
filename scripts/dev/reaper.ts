/**
 * Ends the stack's process groups when the supervisor is gone, however it went: a SIGKILL lets nobody clean up. The
 * supervisor writes `+<group>` and `-<group>` lines to our stdin, which ends when the supervisor does.
 */
import { createInterface } from "node:readline";
import { setTimeout as sleep } from "node:timers/promises";

const graceMs = 3_000;
const groups = new Set<number>();

for (const name of ["SIGINT", "SIGTERM", "SIGHUP"] as const) process.on(name, () => {});

for await (const line of createInterface({ input: process.stdin })) {
  const group = Number(line.slice(1));
  if (line.startsWith("+")) groups.add(group);
  else groups.delete(group);
}

for (const group of groups) signalGroup(group, "SIGTERM");
if (groups.size > 0) await sleep(graceMs);
for (const group of groups) signalGroup(group, "SIGKILL");

function signalGroup(group: number, signal: NodeJS.Signals): void {
  try {
    process.kill(-group, signal);
  } catch {
    groups.delete(group);
  }
}
