import { columnOf } from "./emulator.ts";
import { parseEnvironment } from "./parse-environment.ts";
import { type Environment, oneOf, text, wholeNumber } from "./setting.ts";

export const workerEnvironment = {
  LETSGO_WORKER_BATCH_SIZE: wholeNumber({
    meaning: "Most messages of one handler call.",
    default: 10,
    min: 1,
    max: 10_000,
  }),
  LETSGO_WORKER_BATCHING_WINDOW: wholeNumber({
    meaning: "How long a batch may gather before the handler is called.",
    unit: "seconds",
    default: { cloud: 2, local: 0 },
    min: 0,
    max: 300,
  }),
  LETSGO_WORKER_CONCURRENCY: wholeNumber({
    meaning: "Most handler calls at once. (AWS has no value 1; here it is allowed.)",
    default: 5,
    min: 1,
    max: 1000,
  }),
  LETSGO_WORKER_FUNCTION_TIMEOUT: wholeNumber({
    meaning: "How long one handler call may take; past it the call fails and its messages come back.",
    unit: "seconds",
    default: { cloud: 60, local: 10 },
    min: 1,
    max: 900,
  }),
  LETSGO_WORKER_MEMORY: wholeNumber({
    meaning: "The function's memory, as its Lambda context tells it.",
    unit: "MB",
    default: 128,
    min: 128,
    max: 10_240,
  }),
  LETSGO_WORKER_PARTIAL_FAILURES: oneOf(["on", "off"], {
    meaning:
      "`on` keeps the messages that the handler reports as failed (ReportBatchItemFailures). `off` ignores the report and deletes them, as LetsGo's own cloud set-up does: failures are lost.",
    default: "on",
  }),
  LETSGO_WORKER_SCHEDULE: text({
    meaning:
      "When the scheduled event fires: `rate(5 minutes)`, or `cron(...)` with AWS's six fields or the usual five.",
    default: { cloud: "rate(1 minute)", local: undefined },
  }),
  LETSGO_WORKER_SCHEDULE_TIMEZONE: text({
    meaning: "The time zone of a cron schedule, for example `Europe/Berlin`.",
    default: "UTC",
  }),
  LETSGO_WORKER_HANDLERS: text({
    meaning:
      "A module whose exported `handlers` (a Map of message type to message handler) are added to the worker's own; its path is relative to the working directory.",
    default: undefined,
  }),
};

/** How the worker runs its handler. */
export interface WorkerSettings {
  readonly batchSize: number;
  readonly batchingWindowSeconds: number;
  readonly concurrency: number;
  readonly functionTimeoutSeconds: number;
  readonly memoryMegabytes: number;
  readonly partialFailures: boolean;
  readonly schedule: string | undefined;
  readonly scheduleTimezone: string;
  /** Path of a module with further message handlers. */
  readonly handlersModule: string | undefined;
}

/** How long a worker that is told to stop may take, in seconds: its handlers' own limit, and time to delete what they have handled. */
export function stopGraceSecondsOf({ functionTimeoutSeconds }: Pick<WorkerSettings, "functionTimeoutSeconds">): number {
  return functionTimeoutSeconds + 5;
}

/**
 * The worker's settings, by LetsGo's names.
 *
 * @throws {ConfigError} with every variable that is not in its range
 */
export function workerSettingsOf(environment: Environment): WorkerSettings {
  const values = parseEnvironment(workerEnvironment, environment, columnOf(environment));
  return Object.freeze({
    batchSize: values.LETSGO_WORKER_BATCH_SIZE,
    batchingWindowSeconds: values.LETSGO_WORKER_BATCHING_WINDOW,
    concurrency: values.LETSGO_WORKER_CONCURRENCY,
    functionTimeoutSeconds: values.LETSGO_WORKER_FUNCTION_TIMEOUT,
    memoryMegabytes: values.LETSGO_WORKER_MEMORY,
    partialFailures: values.LETSGO_WORKER_PARTIAL_FAILURES === "on",
    schedule: values.LETSGO_WORKER_SCHEDULE,
    scheduleTimezone: values.LETSGO_WORKER_SCHEDULE_TIMEZONE,
    handlersModule: values.LETSGO_WORKER_HANDLERS,
  });
}
