import {
  ConfigError,
  columnOf,
  type Environment,
  type HttpSettings,
  httpEnvironment,
  modeOf,
  parseEnvironment,
  portSetting,
  type QueueSettings,
  queueSettingsOf,
  readAll,
  type ShippingSettings,
  shippingSettingsOf,
  type TracingSettings,
  toHttpSettings,
  tracingSettingsOf,
  type WorkerSettings,
  workerEnvironment,
  workerSettingsOf,
} from "@letsgo/config";
import { InvalidScheduleError } from "./errors.ts";
import { parseSchedule, type Schedule } from "./schedule/parse-schedule.ts";

/** The environment variables of the worker's own, beside those of queue and handler. */
export const workerServiceEnvironment = {
  ...httpEnvironment,
  PORT: portSetting(3002),
};

/** The worker's settings. */
export interface WorkerConfig extends HttpSettings {
  /** What was read; live settings stand over it. */
  readonly environment: Environment;
  /** Whom it tells what happens to messages. */
  readonly shipping: ShippingSettings;
  readonly queue: QueueSettings;
  readonly worker: WorkerSettings;
  readonly tracing: TracingSettings;
  /** undefined: no scheduled events. */
  readonly schedule: Schedule | undefined;
}

/**
 * Reads the worker's settings.
 *
 * @throws {ConfigError} with every variable that is not in its range
 */
export function readConfig(environment: Environment = process.env): WorkerConfig {
  const { own, queue, shipping, worker, tracing, schedule } = readAll({
    own: () => parseEnvironment(workerServiceEnvironment, environment),
    mode: () => modeOf(environment), // asked anew at each change; here for its faults
    queue: () => queueSettingsOf(environment),
    shipping: () => shippingSettingsOf(environment),
    worker: () => workerSettingsOf(environment),
    tracing: () => tracingSettingsOf(environment),
    schedule: () => readSchedule(environment),
  });
  return Object.freeze({
    ...toHttpSettings(own),
    environment,
    shipping,
    queue,
    worker,
    tracing,
    schedule,
  });
}

// --- internal ---

const { LETSGO_WORKER_SCHEDULE, LETSGO_WORKER_SCHEDULE_TIMEZONE } = workerEnvironment;
const scheduleEnvironment = { LETSGO_WORKER_SCHEDULE, LETSGO_WORKER_SCHEDULE_TIMEZONE };
const variables = { expression: "LETSGO_WORKER_SCHEDULE", timezone: "LETSGO_WORKER_SCHEDULE_TIMEZONE" };

function readSchedule(environment: Environment): Schedule | undefined {
  const values = parseEnvironment(scheduleEnvironment, environment, columnOf(environment));
  if (values.LETSGO_WORKER_SCHEDULE === undefined) return undefined;
  try {
    return parseSchedule(values.LETSGO_WORKER_SCHEDULE, values.LETSGO_WORKER_SCHEDULE_TIMEZONE);
  } catch (error) {
    if (!(error instanceof InvalidScheduleError)) throw error;
    throw new ConfigError([{ name: variables[error.part], message: `${error.message}. Mend it or leave it unset.` }]);
  }
}
