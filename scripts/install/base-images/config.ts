import { join } from "node:path";

/** The environment of this command. */
export function commandEnvironment(): NodeJS.ProcessEnv {
  return process.env;
}

/** The project's folder. */
export const projectFolder = join(import.meta.dirname, "../../..");
