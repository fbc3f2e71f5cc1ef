import type { Environment } from "../config.ts";
import { useSources } from "./source-condition.ts";

/** Where the settings cannot be read: the default function timeout, and what goes beyond it. */
const usualSeconds = 15;

/**
 * How long a worker that is told to end may take for what it has in hand. Reads all settings of queue and worker, so a
 * wrong one is told here.
 *
 * @param environment the settings as the worker gets them
 * @throws {ConfigError} with every setting that cannot be used
 */
export async function workerGraceSeconds(environment: Environment): Promise<number> {
  useSources();
  const { queueSettingsOf, readAll, stopGraceSecondsOf, workerSettingsOf } = await import("@letsgo/config");
  const { worker } = readAll({
    queue: () => queueSettingsOf(environment),
    worker: () => workerSettingsOf(environment),
  });
  return stopGraceSecondsOf(worker);
}

/**
 * The same for a stack that runs on this machine, whatever has become of its settings and packages since it was started: a
 * stack can always be stopped.
 */
export async function stopGraceSeconds(environment: Environment): Promise<number> {
  try {
    // Set, so that a local stack's defaults count and not the cloud's.
    return await workerGraceSeconds({ ...environment, LETSGO_LOCAL_QUEUE_URL: "http://127.0.0.1:3002" });
  } catch {
    return usualSeconds;
  }
}
