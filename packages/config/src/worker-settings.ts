import { columnOf } from "./emulator.ts";
import { ConfigError } from "./errors.ts";
import { mappingProblemsOf } from "./mapping-problems.ts";
import { parseEnvironment } from "./parse-environment.ts";
import { isFifo, queueEnvironment } from "./queue-settings.ts";
import { type Environment, oneOf, text, wholeNumber } from "./setting.ts";

export const workerEnvironment = {
  LETSGO_WORKER_BATCH_SIZE: wholeNumber({
    meaning:
      "Most messages of one handler call. Above 10 a LETSGO_WORKER_BATCHING_WINDOW of at least 1 is needed; a FIFO queue has at most 10.",
    default: 10,
    min: 1,
    max: 10_000,
  }),
  LETSGO_WORKER_BATCHING_WINDOW: wholeNumber({
    meaning: "How long a batch may gather before the handler is called. A FIFO queue has none.",
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
    meaning:
      "How long one handler call may take; past it the call fails and its messages come back. At most LETSGO_WORKER_VISIBILITY_TIMEOUT.",
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
    range: "rate(...) or cron(...)",
  }),
  LETSGO_WORKER_SCHEDULE_TIMEZONE: text({
    meaning: "The time zone of a cron schedule, for example `Europe/Berlin`.",
    default: "UTC",
    range: "one of IANA's time zones",
    matches: isTimezone,
  }),
  LETSGO_WORKER_HANDLERS: text({
    meaning:
      "A module whose exported `handlers` (a Map of message type to message handler) are added to the worker's own; its path is relative to the working directory, which in the stack is this folder.",
    default: undefined,
    range: "a module's path",
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
 * The worker's settings, by LetsGo's names. On a FIFO queue the batching window's default is 0, since it has none.
 *
 * @throws {ConfigError} with every variable that is not in its range, or that Lambda would refuse beside the others
 */
export function workerSettingsOf(environment: Environment): WorkerSettings {
  const column = columnOf(environment);
  const values = parseEnvironment(workerEnvironment, environment, column);
  const { LETSGO_WORKER_VISIBILITY_TIMEOUT } = queueEnvironment;
  const queue = parseEnvironment({ LETSGO_WORKER_VISIBILITY_TIMEOUT }, environment, column);
  const fifo = isFifo(environment);
  const windowIsSet = Boolean(environment.LETSGO_WORKER_BATCHING_WINDOW?.trim());
  const mapping = {
    batchSize: values.LETSGO_WORKER_BATCH_SIZE,
    batchingWindowSeconds: fifo && !windowIsSet ? 0 : values.LETSGO_WORKER_BATCHING_WINDOW,
    functionTimeoutSeconds: values.LETSGO_WORKER_FUNCTION_TIMEOUT,
  };
  const visibilityTimeoutSeconds = queue.LETSGO_WORKER_VISIBILITY_TIMEOUT;
  const problems = mappingProblemsOf({ ...mapping, visibilityTimeoutSeconds, fifo });
  if (problems.length > 0) throw new ConfigError(problems);
  return Object.freeze({
    ...mapping,
    concurrency: values.LETSGO_WORKER_CONCURRENCY,
    memoryMegabytes: values.LETSGO_WORKER_MEMORY,
    partialFailures: values.LETSGO_WORKER_PARTIAL_FAILURES === "on",
    schedule: values.LETSGO_WORKER_SCHEDULE,
    scheduleTimezone: values.LETSGO_WORKER_SCHEDULE_TIMEZONE,
    handlersModule: values.LETSGO_WORKER_HANDLERS,
  });
}

// --- internal ---

function isTimezone(name: string): boolean {
  try {
    new Intl.DateTimeFormat("en", { timeZone: name });
    return true;
  } catch {
    return false;
  }
}
