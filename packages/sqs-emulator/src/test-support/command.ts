import { spawn } from "node:child_process";
import { once } from "node:events";
import path from "node:path";
import { createInterface } from "node:readline";

/** The command as a process of its own. */
export interface Command extends AsyncDisposable {
  /** What it has printed so far. */
  readonly out: { readonly stdout: string; readonly stderr: string };
  /** Its exit code; null where a signal has ended it. */
  readonly exited: Promise<number | null>;
  /** Its address; rejects where it ends before it has printed one. */
  readonly firstLine: Promise<string>;
  kill(signal: NodeJS.Signals): void;
}

/** Starts the file that is its `bin`. */
export function startCommand(...args: string[]): Command {
  return follow([process.execPath, inPackage("bin/sqs-emulator.js"), ...args]);
}

/** Starts its source, which may write no file of more than so many KiB. */
export function startSource(args: readonly string[], { fileLimitKib }: { fileLimitKib?: number } = {}): Command {
  const command = [process.execPath, inPackage("src/cli/main.ts"), ...args];
  if (fileLimitKib === undefined) return follow(command);
  // POSIX counts it in blocks of 512 bytes.
  return follow(["sh", "-c", `ulimit -f ${fileLimitKib * 2}; exec "$@"`, "sh", ...command]);
}

// --- internal ---

function inPackage(name: string): string {
  return path.join(import.meta.dirname, "../..", name);
}

function follow([program = "", ...args]: readonly string[]): Command {
  const child = spawn(program, args, { stdio: ["ignore", "pipe", "pipe"] });
  const out = { stdout: "", stderr: "" };
  child.stdout.on("data", (text) => (out.stdout += String(text)));
  child.stderr.on("data", (text) => (out.stderr += String(text)));
  const exited = once(child, "close").then(([code]) => code as number | null);
  const firstLine = new Promise<string>((resolve, reject) => {
    createInterface({ input: child.stdout }).once("line", resolve);
    void exited.then(() => reject(new Error(`Expected an address, got: ${out.stderr}`)));
  });
  // Of a command that is only waited for to end.
  firstLine.catch(() => {});
  return {
    out,
    exited,
    firstLine,
    kill: (signal) => child.kill(signal),
    async [Symbol.asyncDispose]() {
      child.kill("SIGKILL");
      await exited;
    },
  };
}
