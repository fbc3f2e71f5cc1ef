import { spawn } from "node:child_process";

/** A program that the guardian runs and ends. */
export interface Ward {
  /** Its exit code, once it has ended. */
  readonly ended: Promise<number>;
  /** Asks it to end, and makes it end where it does not. */
  stop(): Promise<void>;
}

/** A stack without containers may take its worker's grace period (function timeout and 5 s) and a little more. */
const STOP_DEADLINE_MS = 20_000;

/** Starts the program in a process group of its own, with its output passed through. */
export function startWard([file = "", ...args]: readonly string[]): Ward {
  const child = spawn(file, args, { detached: true, stdio: ["ignore", "pipe", "pipe"] });
  // Not by pipe(): it would stop reading where the owner is gone, and the program would hang at a full pipe.
  child.stdout.on("data", (chunk: Buffer) => process.stdout.write(chunk));
  child.stderr.on("data", (chunk: Buffer) => process.stderr.write(chunk));
  const ended = new Promise<number>((resolve) => {
    child.once("error", () => resolve(1));
    child.once("close", (code) => resolve(code ?? 1));
  });
  return {
    ended,
    async stop() {
      if (child.pid === undefined) return;
      child.kill("SIGTERM");
      const timer = setTimeout(() => killGroup(child.pid ?? 0), STOP_DEADLINE_MS);
      await ended;
      clearTimeout(timer);
    },
  };
}

// --- internal ---

function killGroup(pid: number): void {
  try {
    process.kill(-pid, "SIGKILL");
  } catch {
    // It has ended meanwhile.
  }
}
