import { ConfigError, type ConfigProblem } from "./errors.ts";
import type { Column, Environment, Setting } from "./setting.ts";

/** What a record of settings parses to: each variable's name to its value. */
export type ValuesOf<S extends Record<string, Setting<unknown>>> = {
  readonly [N in keyof S]: S[N] extends Setting<infer T> ? T : never;
};

/**
 * Reads settings from an environment. An unset or empty variable has its default; a bad one is never coerced.
 *
 * @param settings variable name to setting
 * @param column whose defaults count; `local` by default
 * @throws {ConfigError} with every variable that is not in its range
 * @example
 * const { PORT } = parseEnvironment({ PORT: wholeNumber({ meaning: "Port", default: 3001, min: 0, max: 65535 }) }, process.env);
 */
export function parseEnvironment<S extends Record<string, Setting<unknown>>>(
  settings: S,
  environment: Environment,
  column: Column = "local",
): ValuesOf<S> {
  const problems: ConfigProblem[] = [];
  const values = Object.entries(settings).map(([name, setting]) => {
    const text = environment[name]?.trim() ?? "";
    if (text === "") return [name, setting.defaults[column]] as const;
    const value = setting.parse(text);
    if (value === undefined) {
      problems.push({ name, message: `Expected ${setting.range}, got "${text}". Mend it or leave it unset.` });
    }
    return [name, value] as const;
  });
  if (problems.length > 0) throw new ConfigError(problems);
  return Object.freeze(Object.fromEntries(values)) as ValuesOf<S>;
}

/**
 * Runs several readers of settings and throws all their problems as one.
 *
 * @throws {ConfigError} with the problems of every reader
 */
export function readAll<R extends Record<string, () => unknown>>(
  readers: R,
): { readonly [N in keyof R]: ReturnType<R[N]> } {
  const problems: ConfigProblem[] = [];
  const read = Object.entries(readers).map(([name, reader]) => {
    try {
      return [name, reader()] as const;
    } catch (error) {
      if (!(error instanceof ConfigError)) throw error;
      for (const problem of error.problems) if (!problems.some((p) => p.name === problem.name)) problems.push(problem);
      return [name, undefined] as const;
    }
  });
  if (problems.length > 0) throw new ConfigError(problems);
  return Object.freeze(Object.fromEntries(read)) as { readonly [N in keyof R]: ReturnType<R[N]> };
}
