import {
  type Environment,
  fixedInStack,
  type HttpSettings,
  httpEnvironment,
  parseEnvironment,
  portSetting,
  toHttpSettings,
  url,
} from "@letsgo/config";

/** The environment variables of the web service. */
export const webEnvironment = {
  ...httpEnvironment,
  PORT: portSetting(3000),
  API_URL: fixedInStack(url({ meaning: "Where the web service finds the API.", default: "http://127.0.0.1:3001" })),
  WORKER_URL: fixedInStack(
    url({ meaning: "Where the web service finds the worker's health.", default: "http://127.0.0.1:3002" }),
  ),
};

/** The web service's settings. */
export interface WebConfig extends HttpSettings {
  readonly apiUrl: string;
  readonly workerUrl: string;
}

/**
 * Reads the web service's settings.
 *
 * @throws {ConfigError} with every variable that is not in its range
 */
export function readConfig(environment: Environment = process.env): WebConfig {
  const own = parseEnvironment(webEnvironment, environment);
  return Object.freeze({
    ...toHttpSettings(own),
    apiUrl: own.API_URL,
    workerUrl: own.WORKER_URL,
  });
}
