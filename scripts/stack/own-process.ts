import { execFileSync } from "node:child_process";
import { readFileSync } from "node:fs";

/**
 * Does a process with this id run, and is it one of this project's commands? An id that was written down may by now belong
 * to somebody else's process, which must never be signalled.
 */
export function isOurs(pid: number): boolean {
  return isOurCommandLine(commandLineOf(pid));
}

/** Is this the command line of one of this project's commands? */
export function isOurCommandLine(commandLine: string | undefined): boolean {
  return commandLine !== undefined && /\bscripts\/(start|dev|stop|test|check)\.ts\b/.test(commandLine);
}

// --- internal ---

function commandLineOf(pid: number): string | undefined {
  if (pid <= 0) return undefined;
  if (process.platform === "linux") {
    try {
      return readFileSync(`/proc/${pid}/cmdline`, "utf8").replaceAll("\0", " ");
    } catch {
      return undefined;
    }
  }
  try {
    return execFileSync("ps", ["-o", "command=", "-p", String(pid)], {
      encoding: "utf8",
      stdio: ["ignore", "pipe", "ignore"],
    });
  } catch {
    return undefined;
  }
}
