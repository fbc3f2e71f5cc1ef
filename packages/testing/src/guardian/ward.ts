import { spawn } from "node:child_process";
import { STOP_DEADLINE_MS } from "../ownership/end-left-process.ts";
import { signalProcess } from "../ownership/owner.ts";

/** A program that the guardian runs and ends. */
export interface Ward {
  /** Undefined where it could not be started. */
  readonly pid: number | undefined;
  /** Its exit code, once it has ended. */
  readonly ended: Promise<number>;
  /** Asks it to end, and makes it end where it does not. */
  stop(): Promise<void>;
}

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
  const { pid } = child;
  return {
    pid,
    ended,
    async stop() {
      if (pid === undefined) return;
      child.kill("SIGTERM");
      const timer = setTimeout(() => signalProcess(-pid, "SIGKILL"), STOP_DEADLINE_MS);
      await ended;
      clearTimeout(timer);
    },
  };
}
