import { readCommandEnvironment } from "./config.ts";
import { parseArguments, UsageError } from "./parse-arguments.ts";
import { runCommand } from "./run-command.ts";
import { usage } from "./usage.ts";

const write = (line: string) => process.stderr.write(`${line}\n`);
const exitCodes = { usage: 2, failed: 1, interrupted: 130 };

/** Resolves with the first signal; the second one ends the process. */
function firstSignal(): Promise<string> {
  const { promise, resolve } = Promise.withResolvers<string>();
  let isAsked = false;
  for (const signal of ["SIGINT", "SIGTERM"] as const) {
    process.on(signal, () => {
      if (isAsked) process.exit(exitCodes.interrupted);
      isAsked = true;
      resolve(signal);
    });
  }
  return promise;
}

try {
  const options = parseArguments(process.argv.slice(2));
  if (options === "help") process.stdout.write(usage);
  else await runCommand(options, { environment: readCommandEnvironment(), write, asked: firstSignal() });
} catch (error) {
  write(`event-source: ${error instanceof Error ? error.message : String(error)}`);
  process.exitCode = error instanceof UsageError ? exitCodes.usage : exitCodes.failed;
}
