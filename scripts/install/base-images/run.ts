import { spawn } from "node:child_process";
import { CommandFailedError } from "./errors.ts";

export interface RunOptions {
  readonly cwd?: string;
  /** Ends the command when it has said nothing at all for so long, in milliseconds. */
  readonly firstOutputMs?: number;
  /** Ends the command. */
  readonly signal?: AbortSignal | undefined;
}

/**
 * Runs a command to its end and returns what it wrote to stdout.
 *
 * @throws {CommandFailedError} when it cannot be started, exits with another code than 0, or is ended by an option
 */
export function run(command: string, args: readonly string[], options: RunOptions = {}): Promise<string> {
  const { promise, resolve, reject } = Promise.withResolvers<string>();
  const words = [command, ...args].join(" ");
  let stdout = "";
  let output = "";
  const child = spawn(command, args, {
    stdio: ["ignore", "pipe", "pipe"],
    ...(options.cwd === undefined ? {} : { cwd: options.cwd }),
    ...(options.signal === undefined ? {} : { signal: options.signal }),
  });
  const silence =
    options.firstOutputMs === undefined ? undefined : setTimeout(() => child.kill(), options.firstOutputMs);
  const hear = (text: string) => {
    clearTimeout(silence);
    output += text;
  };
  child.stdout.setEncoding("utf8").on("data", (text: string) => {
    stdout += text;
    hear(text);
  });
  child.stderr.setEncoding("utf8").on("data", hear);
  child.once("error", (cause) => {
    clearTimeout(silence);
    reject(new CommandFailedError(words, cause.message, output, { cause }));
  });
  child.once("close", (code, endedBy) => {
    clearTimeout(silence);
    if (code === 0) resolve(stdout);
    else reject(new CommandFailedError(words, endedBy ? `ended by ${endedBy}` : `exit code ${code}`, output));
  });
  return promise;
}

/** Did the command end well? For questions whose answer is yes or no. */
export async function succeeds(command: string, args: readonly string[], options?: RunOptions): Promise<boolean> {
  return await run(command, args, options).then(
    () => true,
    () => false,
  );
}
