import { EmulatorError } from "../errors.ts";
import { startEmulator } from "../start-emulator.ts";
import { parseArguments } from "./parse-arguments.ts";
import { usage } from "./usage.ts";

const exitCodes = { failed: 1, usage: 2 };

/** Resolves with the first signal. */
function asked(): Promise<void> {
  return new Promise((resolve) => {
    for (const signal of ["SIGINT", "SIGTERM"] as const) process.once(signal, () => resolve());
  });
}

try {
  const options = parseArguments(process.argv.slice(2));
  if (options === "help") process.stdout.write(usage);
  else {
    // Node 22, which runs this file as it is, knows no `await using`.
    const emulator = await startEmulator(options);
    process.stdout.write(`${emulator.url}\n`);
    await asked();
    await emulator.close();
  }
} catch (error) {
  process.stderr.write(`sqs-emulator: ${error instanceof Error ? error.message : String(error)}\n`);
  process.exitCode =
    error instanceof EmulatorError && error.code === "InvalidOption" ? exitCodes.usage : exitCodes.failed;
}
