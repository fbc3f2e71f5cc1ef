import { constants } from "node:os";
import { type ParseArgsConfig, parseArgs } from "node:util";
import { ConfigError } from "../../packages/config/src/index.ts";
import { ProgramError, ScriptError } from "./errors.ts";

type Options = NonNullable<ParseArgsConfig["options"]>;
type Parsed<O extends Options> = ReturnType<
  typeof parseArgs<{ options: O; allowPositionals: true; allowNegative: true }>
>;

export interface CommandContext<O extends Options> {
  readonly values: Parsed<O>["values"];
  readonly positionals: readonly string[];
  /** Aborted by Ctrl-C, SIGTERM, SIGHUP and a closed pipe; its reason is an {@link Interrupted}. */
  readonly signal: AbortSignal;
}

export interface Command<O extends Options> {
  /** As the user types it, for example `npm start`. */
  readonly name: string;
  /** The text of `--help`. */
  readonly help: string;
  readonly options: O;
  /** Are words allowed that belong to no option? */
  readonly positionals?: boolean;
  /** Answers the exit code; none means 0. */
  readonly main: (context: CommandContext<O>) => Promise<number | undefined>;
}

/** The user ended the command, or nobody reads its words any more. */
export class Interrupted extends Error {
  override readonly name = "Interrupted";
  readonly signalName: NodeJS.Signals;

  constructor(signalName: NodeJS.Signals) {
    super(`ended by ${signalName}`);
    this.signalName = signalName;
  }
}

/** Runs a command with the process's arguments and ends the process with its exit code. */
export async function runCommand<O extends Options>(command: Command<O>): Promise<void> {
  process.exitCode = await runToExitCode(async () => {
    const context = parseCommandLine(command, process.argv.slice(2));
    if (typeof context !== "string") return command.main({ ...context, signal: interruption() });
    console.log(context);
    return 0;
  }, command.name);
}

/**
 * Reads a command line. Unknown options are refused.
 *
 * @returns what was said, or the help's text where it was asked for
 * @throws {ScriptError} where the command line cannot be understood
 */
export function parseCommandLine<O extends Options>(
  command: Command<O>,
  args: readonly string[],
): Omit<CommandContext<O>, "signal"> | string {
  const help = { help: { type: "boolean", short: "h" } } as const;
  try {
    const { values, positionals } = parseArgs({
      args: [...args],
      options: { ...command.options, ...help },
      allowPositionals: command.positionals ?? false,
      allowNegative: true,
    });
    return "help" in values && values.help ? command.help : { values: values as Parsed<O>["values"], positionals };
  } catch (error) {
    throw new ScriptError((error as Error).message, command.help, { cause: error });
  }
}

/** Runs `main`; what it throws becomes lines for the user and an exit code. */
export async function runToExitCode(
  main: () => Promise<number | undefined>,
  name: string,
  print: (line: string) => void = console.error,
): Promise<number> {
  try {
    return (await main()) ?? 0;
  } catch (error) {
    if (error instanceof Interrupted) {
      print(`\n${name}: ${error.message}`);
      return 128 + constants.signals[error.signalName];
    }
    print(`\n${describe(error, name)}`);
    return 1;
  }
}

// --- internal ---

/** One Ctrl-C arrives twice, from the terminal and from npm; what comes later than this is a second one. */
const sameSignalMs = 300;

function interruption(): AbortSignal {
  const controller = new AbortController();
  let firstAt: number | undefined;
  for (const name of ["SIGINT", "SIGTERM", "SIGHUP"] as const) {
    process.on(name, () => {
      firstAt ??= performance.now();
      if (performance.now() - firstAt > sameSignalMs) process.exit(128 + constants.signals[name]);
      controller.abort(new Interrupted(name));
    });
  }
  // As in `npm run logs | head`.
  for (const stream of [process.stdout, process.stderr]) {
    stream.on("error", (error: NodeJS.ErrnoException) => {
      if (error.code !== "EPIPE") throw error;
      controller.abort(new Interrupted("SIGPIPE"));
    });
  }
  return controller.signal;
}

function describe(error: unknown, name: string): string {
  if (error instanceof ScriptError) {
    const causes = error.cause instanceof ProgramError ? `\n${error.cause.tail}` : "";
    return `${name}: ${error.message}${causes}\n\n${error.remedy}`;
  }
  if (error instanceof ProgramError) return `${name}: ${error.message}`;
  if (error instanceof ConfigError) {
    const lines = error.problems.map(({ name, message }) => `  ${name}: ${message}`);
    const settings = lines.length === 1 ? "a setting" : `${lines.length} settings`;
    return `${name}: ${settings} cannot be used:\n\n${lines.join("\n")}\n\ndocs/settings.md says what each accepts.`;
  }
  return `${name}: ${error instanceof Error ? (error.stack ?? error.message) : String(error)}`;
}
