import { type ChildProcess, spawn } from "node:child_process";
import { createInterface } from "node:readline";
import type { Environment } from "../config.ts";
import { ProgramError } from "./errors.ts";

export interface RunOptions {
  cwd?: string;
  environment?: Environment;
  /** Ends the program; the promise then rejects. */
  signal?: AbortSignal | undefined;
  /** Ends the program when it takes longer. */
  timeoutMs?: number;
  /** Called with each line as it comes, of both streams. */
  onLine?: (line: string) => void;
}

export interface Ended {
  /** undefined where a signal ended the program, or it could not be started. */
  readonly exitCode: number | undefined;
  /** All that it printed to stdout. */
  readonly output: string;
  /** The last lines of both streams. */
  readonly tail: string;
  /** Is there no such program? */
  readonly missing: boolean;
}

const tailLines = 30;

/**
 * Runs a program to its end, whatever its exit code.
 *
 * @throws the signal's reason, once the program has ended
 */
export async function tryRun(command: string, args: readonly string[], options: RunOptions = {}): Promise<Ended> {
  options.signal?.throwIfAborted();
  const child = spawn(command, [...args], {
    cwd: options.cwd,
    env: options.environment as NodeJS.ProcessEnv | undefined,
    stdio: ["ignore", "pipe", "pipe"],
  });
  const output: string[] = [];
  const tail: string[] = [];
  const keep = (line: string) => {
    tail.push(line);
    if (tail.length > tailLines) tail.shift();
    options.onLine?.(line);
  };
  readLines(child.stdout, (line) => {
    output.push(line);
    keep(line);
  });
  readLines(child.stderr, keep);
  const { exitCode, missing } = await ended(child, options);
  options.signal?.throwIfAborted();
  return { exitCode, missing, output: output.join("\n"), tail: tail.join("\n") };
}

/**
 * Runs a program that has to succeed; answers what it printed to stdout.
 *
 * @throws {ProgramError} where it did not
 */
export async function run(command: string, args: readonly string[], options: RunOptions = {}): Promise<string> {
  const { exitCode, output, tail, missing } = await tryRun(command, args, options);
  const commandLine = [command, ...args].join(" ");
  if (missing) throw new ProgramError(commandLine, undefined, `${command}: no such program`);
  if (exitCode !== 0) throw new ProgramError(commandLine, exitCode, tail);
  return output;
}

// --- internal ---

function readLines(stream: NodeJS.ReadableStream, onLine: (line: string) => void): void {
  createInterface({ input: stream, crlfDelay: Number.POSITIVE_INFINITY }).on("line", onLine);
}

async function ended(
  child: ChildProcess,
  { signal, timeoutMs }: RunOptions,
): Promise<{ exitCode: number | undefined; missing: boolean }> {
  const stop = () => child.kill("SIGTERM");
  signal?.addEventListener("abort", stop, { once: true });
  const timer = timeoutMs === undefined ? undefined : setTimeout(() => child.kill("SIGKILL"), timeoutMs);
  try {
    return await new Promise((resolve, reject) => {
      child.once("error", (error: NodeJS.ErrnoException) => {
        if (error.code === "ENOENT") resolve({ exitCode: undefined, missing: true });
        else reject(error);
      });
      child.once("close", (code) => resolve({ exitCode: code ?? undefined, missing: false }));
    });
  } finally {
    clearTimeout(timer);
    signal?.removeEventListener("abort", stop);
  }
}
