import { ConfigError, type Environment, stopGraceSecondsOf, workerSettingsOf } from "@letsgo/config";

/** The watch's settings. */
export interface WatchConfig {
  /** How long a service may take to stop before a reload, in seconds. */
  readonly graceSeconds: number;
}

/** Reads the watch's settings. What is wrong with them the service says, which reads them too. */
export function readConfig(environment: Environment = process.env): WatchConfig {
  try {
    return { graceSeconds: stopGraceSecondsOf(workerSettingsOf(environment)) };
  } catch (error) {
    if (!(error instanceof ConfigError)) throw error;
    return { graceSeconds: stopGraceSecondsOf(workerSettingsOf({})) };
  }
}
