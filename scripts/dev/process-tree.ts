import { execFileSync } from "node:child_process";
import { readdirSync, readFileSync } from "node:fs";

/** The children of a process that was started to watch others: none of a program that does its work itself. */
export function watchedProcesses(watcher: number): readonly number[] {
  return processes()
    .filter(({ parent }) => parent === watcher)
    .map(({ pid }) => pid);
}

/** Is there a process (not only its remains) with this id? */
export function processAlive(pid: number): boolean {
  return process.platform === "linux" ? readStat(String(pid)).length > 0 : processes().some((each) => each.pid === pid);
}

/** Sends a signal; a process or group that is gone is fine. */
export function signalProcess(pid: number, signal: NodeJS.Signals): void {
  try {
    process.kill(pid, signal);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== "ESRCH") throw error;
  }
}

// --- internal ---

interface ProcessEntry {
  readonly pid: number;
  readonly parent: number;
}

/** Every process of this machine. Linux needs no `ps` for it, which a slim system lacks. */
function processes(): readonly ProcessEntry[] {
  if (process.platform === "linux")
    return readdirSync("/proc").flatMap((name) => (/^\d+$/.test(name) ? readStat(name) : []));
  const table = execFileSync("ps", ["-A", "-o", "pid=,ppid="], { encoding: "utf8" });
  return table.split("\n").flatMap((line) => {
    const [pid, parent] = line.trim().split(/\s+/).map(Number);
    return pid !== undefined && parent !== undefined ? [{ pid, parent }] : [];
  });
}

/** Empty where there is none. The fields after the program's name, which is in parentheses and may hold anything: state, parent. */
function readStat(pid: string): ProcessEntry[] {
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, "utf8");
    const [state, parent] = stat.slice(stat.lastIndexOf(")") + 2).split(" ");
    return state === "Z" ? [] : [{ pid: Number(pid), parent: Number(parent) }];
  } catch {
    return [];
  }
}
