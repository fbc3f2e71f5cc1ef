import { execFileSync } from "node:child_process";
import { readFileSync } from "node:fs";

/**
 * When a process started, as the system counts it. A process and a later one with the same id differ in it.
 *
 * @returns undefined where no such process runs; empty where it cannot be known
 */
export function readStartMark(pid: number): string | undefined {
  try {
    process.kill(pid, 0);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === "ESRCH") return undefined;
  }
  return process.platform === "linux" ? startMarkOfProc(pid) : startMarkOfPs(pid);
}

/** For systems without /proc; a slim Linux has no `ps`. */
export function startMarkOfPs(pid: number): string | undefined {
  try {
    const row = execFileSync("/bin/ps", ["-o", "stat=", "-o", "lstart=", "-p", String(pid)], {
      encoding: "utf8",
      env: { LC_ALL: "C", TZ: "UTC" },
      stdio: ["ignore", "pipe", "ignore"],
    }).trim();
    const [, state = "", start = ""] = /^(\S+)\s+(.*)$/.exec(row) ?? [];
    return isRemains(state) ? undefined : start.replaceAll(/\W+/g, "-");
  } catch {
    return "";
  }
}

// --- internal ---

function startMarkOfProc(pid: number): string | undefined {
  try {
    // Fields 3 and 22, counted behind the program's name, which is in parentheses and may hold anything.
    const stat = readFileSync(`/proc/${pid}/stat`, "utf8");
    const fields = stat.slice(stat.lastIndexOf(")") + 2).split(" ");
    return isRemains(fields[0] ?? "") ? undefined : (fields[19] ?? "");
  } catch {
    return "";
  }
}

/** Of one that has ended, and whose end its parent has not asked for. */
function isRemains(state: string): boolean {
  return state.startsWith("Z");
}
