import { existsSync } from "node:fs";
import { type LiveWatch, type QueueSettings, queueSettingsOf, stateFolderOf, watchLiveSettings } from "@letsgo/config";

/**
 * The queue's settings as the process's environment has them now.
 *
 * @throws {ConfigError} with every variable that is not in its range
 */
export function settingsOfEnvironment(): QueueSettings {
  return queueSettingsOf(process.env);
}

/** X-Ray's tracing header of the current invocation, which Lambda keeps here; undefined elsewhere. */
export function lambdaTraceHeader(): string | undefined {
  return onLambda ? process.env._X_AMZN_TRACE_ID || undefined : undefined;
}

/** The live settings over the process's environment; undefined where nothing has a folder for them, as in the cloud. */
export function liveSettingsOfEnvironment(): LiveWatch | undefined {
  return existsSync(stateFolderOf(process.env)) ? watchLiveSettings(process.env) : undefined;
}

/** Does the environment hold AWS credentials of its own? */
export function hasCredentials(): boolean {
  return Boolean(process.env.AWS_ACCESS_KEY_ID && process.env.AWS_SECRET_ACCESS_KEY);
}

// --- internal ---

/** Never changes while a process runs; each look into the environment takes a while. */
const onLambda = process.env.AWS_LAMBDA_FUNCTION_NAME !== undefined;
