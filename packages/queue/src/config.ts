import { type QueueSettings, queueSettingsOf } from "@letsgo/config";

/**
 * The queue's settings as the process's environment has them now.
 *
 * @throws {ConfigError} with every variable that is not in its range
 */
export function settingsOfEnvironment(): QueueSettings {
  return queueSettingsOf(process.env);
}

/** Does the environment hold AWS credentials of its own? */
export function hasCredentials(): boolean {
  return Boolean(process.env.AWS_ACCESS_KEY_ID && process.env.AWS_SECRET_ACCESS_KEY);
}
