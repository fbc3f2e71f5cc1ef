/** A command cannot go on; its user is told why and what mends it, without a stack trace. */
export class ScriptError extends Error {
  override readonly name = "ScriptError";
  readonly code = "SCRIPT_FAILED";
  /** What the user can do. */
  readonly remedy: string;

  constructor(message: string, remedy: string, options?: ErrorOptions) {
    super(message, options);
    this.remedy = remedy;
  }
}

/** A program that we ran ended badly. */
export class ProgramError extends Error {
  override readonly name = "ProgramError";
  readonly code = "PROGRAM_FAILED";
  /** The program and its arguments. */
  readonly commandLine: string;
  /** undefined where a signal ended it or it could not start. */
  readonly exitCode: number | undefined;
  /** The last lines that it printed. */
  readonly tail: string;

  constructor(commandLine: string, exitCode: number | undefined, tail: string, options?: ErrorOptions) {
    super(`Expected \`${commandLine}\` to succeed, got exit code ${exitCode ?? "none"}.\n${tail}`.trimEnd(), options);
    this.commandLine = commandLine;
    this.exitCode = exitCode;
    this.tail = tail;
  }
}
