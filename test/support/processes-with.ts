import { execFileSync } from "node:child_process";
import { readdirSync, readFileSync } from "node:fs";

/** Ids of the processes of this machine in whose command line or environment a text occurs. */
export function processesWith(text: string): readonly number[] {
  if (process.platform !== "linux") return processesInTable(text);
  return readdirSync("/proc")
    .filter((name) => /^\d+$/.test(name) && Number(name) !== process.pid)
    .filter((pid) => ["cmdline", "environ"].some((file) => readProc(pid, file).includes(text)))
    .map(Number);
}

// --- internal ---

/** Empty for a process that has ended, or is somebody else's. */
function readProc(pid: string, file: string): string {
  try {
    return readFileSync(`/proc/${pid}/${file}`, "utf8");
  } catch {
    return "";
  }
}

/** Elsewhere `ps` shows both. */
function processesInTable(text: string): readonly number[] {
  const table = execFileSync("ps", ["-A", "-E", "-o", "pid=,command="], { encoding: "utf8" });
  return table
    .split("\n")
    .filter((row) => row.includes(text))
    .map((row) => Number.parseInt(row, 10));
}
