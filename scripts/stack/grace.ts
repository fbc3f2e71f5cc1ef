import type { Environment } from "../config.ts";
import { useSources } from "./source-condition.ts";

/** Past the handler's own limit, time to delete what it has handled. */
const beyondTimeoutSeconds = 5;

/**
 * How long a worker that is told to end may take for what it has in hand. Reads all settings of queue and worker, so a
 * wrong one is told here.
 *
 * @param environment the settings as the worker gets them
 * @throws {ConfigError} with every setting that cannot be used
 */
export async function workerGraceSeconds(environment: Environment): Promise<number> {
  useSources();
  const { queueSettingsOf, readAll, workerSettingsOf } = await import("@letsgo/config");
  const { worker } = readAll({
    queue: () => queueSettingsOf(environment),
    worker: () => workerSettingsOf(environment),
  });
  return worker.functionTimeoutSeconds + beyondTimeoutSeconds;
}
