/** One setting that cannot be used. */
export interface ConfigProblem {
  /** The environment variable's name. */
  readonly name: string;
  /** What was expected, what was found, and the remedy. */
  readonly message: string;
}

/** Thrown when settings are missing or wrong; lists all of them at once, so that one start shows every fault. */
export class ConfigError extends Error {
  override readonly name = "ConfigError";
  readonly code = "CONFIG_INVALID";
  readonly problems: readonly ConfigProblem[];

  constructor(problems: readonly ConfigProblem[]) {
    super(problems.map(({ name, message }) => `${name}: ${message}`).join("\n"));
    this.problems = problems;
  }
}
