import { type Environment, httpEnvironment, parseEnvironment, portSetting, url } from "@letsgo/config";

/** The environment variables of the web service. */
export const webEnvironment = {
  ...httpEnvironment,
  PORT: portSetting(3000),
  API_URL: url({ meaning: "Where the web service finds the API.", default: "http://127.0.0.1:3001" }),
  WORKER_URL: url({ meaning: "Where the web service finds the worker's health.", default: "http://127.0.0.1:3002" }),
};

export type WebConfig = ReturnType<typeof readConfig>;

/**
 * Reads the web service's settings.
 *
 * @throws {ConfigError} with every variable that is not in its range
 */
export function readConfig(environment: Environment = process.env) {
  return parseEnvironment(webEnvironment, environment);
}
