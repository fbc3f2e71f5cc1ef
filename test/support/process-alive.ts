import { execFileSync } from "node:child_process";
import { readFileSync } from "node:fs";

/** Is there a process (not only its remains) with this id? */
export function processAlive(pid: number): boolean {
  const state = process.platform === "linux" ? stateInProc(pid) : stateInTable(pid);
  return state !== "" && !state.startsWith("Z");
}

// --- internal ---

/** The field after the program's name, which is in parentheses and may hold anything. A slim system has no `ps`. */
function stateInProc(pid: number): string {
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, "utf8");
    return stat.slice(stat.lastIndexOf(")") + 2);
  } catch {
    return "";
  }
}

function stateInTable(pid: number): string {
  try {
    return execFileSync("ps", ["-o", "state=", "-p", String(pid)], { encoding: "utf8" }).trim();
  } catch {
    return "";
  }
}
