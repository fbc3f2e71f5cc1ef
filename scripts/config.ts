import path from "node:path";
import { ScriptError } from "./cli/errors.ts";
import { readDotenv } from "./settings/read-dotenv.ts";

/** An environment, as Node gives it. */
export type Environment = Readonly<Record<string, string | undefined>>;

/** The repository's root folder. */
export const root = path.resolve(import.meta.dirname, "..");

/** The compose project's name where COMPOSE_PROJECT_NAME is not set: `name` in docker-compose.yml. */
export const defaultProjectName = "letsgo-local";

/** The environment of this process. */
export function processEnvironment(): Environment {
  return process.env;
}

/** What the stack is started with: the process's environment over `.env`, as compose reads them. */
export function stackEnvironment(environment: Environment = process.env, folder = root): Environment {
  return { ...readDotenv(folder, environment), ...environment };
}

/** Is it `.env`, not the process's environment, that sets this? */
export function isFromDotenv(name: string, environment: Environment = process.env, folder = root): boolean {
  return environment[name] === undefined && name in readDotenv(folder, environment);
}

/** Does this run answer every question with yes, and fail where a person would choose? */
export function isCi(environment: Environment = process.env): boolean {
  return environment.CI === "true" || environment.CI === "1";
}

/** Does the terminal show colours, and does its user want them? */
export function wantsColor(environment: Environment = process.env): boolean {
  if (environment.NO_COLOR) return false;
  return Boolean(environment.FORCE_COLOR) || process.stdout.isTTY === true;
}

/** The compose project that commands speak of. */
export function projectName(environment: Environment = stackEnvironment()): string {
  return environment.COMPOSE_PROJECT_NAME || defaultProjectName;
}

/**
 * The folder that holds what one stack leaves on the disk. A stack with a name of its own has a folder of its own: two
 * stacks in one folder would end each other.
 *
 * @throws {ScriptError} where COMPOSE_PROJECT_NAME names another project and LETSGO_STATE_DIR names no folder
 */
export function stateFolder(environment: Environment = stackEnvironment()): string {
  const named = environment.LETSGO_STATE_DIR;
  if (named) return path.resolve(root, named);
  if (projectName(environment) !== defaultProjectName) {
    throw new ScriptError(
      `Expected LETSGO_STATE_DIR to be set, since COMPOSE_PROJECT_NAME is "${projectName(environment)}", got none.`,
      "Give that project a folder of its own (LETSGO_STATE_DIR=.letsgo/other), or leave COMPOSE_PROJECT_NAME unset.",
    );
  }
  return path.join(root, ".letsgo");
}

/** The file that keeps the queues of a stack without containers; undefined: they are in memory. */
export function queueDataFile(environment: Environment = stackEnvironment()): string | undefined {
  const named = environment.LETSGO_QUEUE_DATA?.trim();
  return named ? path.resolve(root, named) : undefined;
}

/** What all stacks of this checkout share: the lock around the installation. */
export const sharedFolder = path.join(root, ".letsgo");
