import { type ConfigProblem, parseEnvironment } from "../../packages/config/src/index.ts";
import type { Environment } from "../config.ts";
import { portEnvironment } from "./stack-settings.ts";

/**
 * Ports that two services of the stack would share.
 *
 * @throws {ConfigError} where one is no port
 */
export function sharedPortProblems(environment: Environment): readonly ConfigProblem[] {
  const owners = new Map<number, string>();
  return Object.entries(parseEnvironment(portEnvironment, environment)).flatMap(([name, port]) => {
    const owner = owners.get(port);
    if (port !== 0) owners.set(port, owner ?? name);
    if (owner === undefined) return [];
    return [{ name, message: `Expected a port of its own, got ${port}, which ${owner} has. Choose another, or 0.` }];
  });
}
