import { ConfigError, type ConfigProblem, parseEnvironment, readAll } from "../../packages/config/src/index.ts";
import { type Environment, isFromDotenv } from "../config.ts";
import { sharedEnvironment } from "../dev/services.ts";
import { useSources } from "../stack/source-condition.ts";
import { handlersProblemOf } from "./handlers-problem.ts";
import { sharedPortProblems } from "./port-problems.ts";
import { buildEnvironment, stackEnvironment } from "./stack-settings.ts";

/**
 * Refuses settings with which the stack cannot start, before anything is built or started: those of compose and of the
 * commands, and those of the services, by the very readers with which the services start. Needs node_modules.
 *
 * @param environment what the user has set, in the shell and in `.env`
 * @throws {ConfigError} with every setting that cannot be used
 */
export async function requireSettings(environment: Environment, where: { containers: boolean }): Promise<void> {
  useSources();
  const [api, worker, web] = await Promise.all([
    import("../../services/api/src/config.ts"),
    import("../../services/worker/src/config.ts"),
    import("../../services/web/server/config.ts"),
  ]);
  const services = serviceEnvironment(environment);
  try {
    readAll({
      stack: () => parseEnvironment({ ...stackEnvironment, ...buildEnvironment }, environment),
      ports: () => refuse(sharedPortProblems(environment)),
      worker: () => worker.readConfig(services),
      api: () => api.readConfig(services),
      web: () => web.readConfig(services),
      handlers: () => refuse([handlersProblemOf(environment.LETSGO_WORKER_HANDLERS, where)]),
    });
  } catch (error) {
    if (!(error instanceof ConfigError)) throw error;
    throw new ConfigError(error.problems.map(toldWithPlace));
  }
}

// --- internal ---

/** What reaches the services of the user's settings. Addresses and folder are the stack's own, whatever they will be. */
function serviceEnvironment(environment: Environment): Environment {
  const ports = { web: 3000, api: 3001, worker: 3002, console: 3003, localstack: 4566, s3: 4567 };
  return {
    ...sharedEnvironment({ environment: { ...environment, COMPOSE_PROJECT_NAME: undefined }, ports, mode: "queued" }),
    LETSGO_QUEUE_MODE: environment.LETSGO_QUEUE_MODE,
    PORT: undefined,
    API_URL: undefined,
    WORKER_URL: undefined,
  };
}

function refuse(problems: readonly (ConfigProblem | undefined)[]): void {
  const found = problems.filter((problem) => problem !== undefined);
  if (found.length > 0) throw new ConfigError(found);
}

function toldWithPlace({ name, message }: ConfigProblem): ConfigProblem {
  return { name, message: isFromDotenv(name) ? `${message} It stands in .env.` : message };
}
