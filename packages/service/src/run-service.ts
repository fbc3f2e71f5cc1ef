import { setTimeout as delay } from "node:timers/promises";
import { ConfigError } from "@letsgo/config";
import { createLogger, type Logger, toError } from "@letsgo/logger";

/** A service once it has started. */
export interface RunningService {
  /** Fields of the line "Listening"; its address first. */
  readonly listening: { readonly url: string } & Readonly<Record<string, unknown>>;
  /** Takes nothing new and lets running work end; resolves with the fields of the line "Stopped", if there are any. */
  stop(): Promise<object | undefined>;
  /** Saves what this process alone knows once a crash is told, for at most one second. @default there is nothing to save */
  onCrash?(): Promise<void>;
}

/** Options of {@link runService}. */
export interface ServiceOptions<Config extends { readonly logLevel: string }> {
  /** The service's name in its log lines. */
  readonly name: string;
  /** @throws {ConfigError} with every setting that is not in its range */
  readonly readConfig: () => Config;
  /** Builds the service's parts and listens. Rejects where it cannot. */
  readonly start: (config: Config, logger: Logger) => Promise<RunningService>;
}

/**
 * Runs a service as this process, from its settings to its end. A fault of the settings or of the start is told, one line
 * for each, and the process exits with code 1. SIGTERM and SIGINT stop the service and exit with code 0; a second signal
 * does not wait and exits with code 1. An error that nobody catches is told as FATAL and exits with code 1, too, after the
 * service's `onCrash`: whoever has started the process starts another one. To be called once, from `main.ts`.
 *
 * @example
 * await runService({ name: "api", readConfig, start: async (config, logger) => {
 *   const server = createServer(createApp(config, logger));
 *   return { listening: { url: await listen(server, config) }, stop: () => stopListening(server) };
 * } });
 */
export async function runService<Config extends { readonly logLevel: string }>(
  options: ServiceOptions<Config>,
): Promise<void> {
  let logger = createLogger({ service: options.name });
  let service: RunningService | undefined;
  endOnCrash(
    () => logger,
    () => service,
  );
  try {
    const config = options.readConfig();
    logger = createLogger({ service: options.name, level: config.logLevel });
    service = await options.start(config, logger);
    stopOnSignal(service, logger);
    logger.info(service.listening, "Listening");
    process.send?.("ready"); // whoever has started this process over a channel may wait for it
  } catch (error) {
    fail(error, logger);
  }
}

// --- internal ---

/** A console that hangs shall not hold up the next process. */
const CRASH_DEADLINE_MS = 1000;

/**
 * An error that nobody has caught leaves a process in a state that nobody knows; on Lambda it ends the environment. So it is
 * told, with the message that was being handled where its async context is known, and this process ends. Errors that follow
 * while it ends are told, too, and cut nothing short.
 */
function endOnCrash(logger: () => Logger, service: () => RunningService | undefined): void {
  let ending = false;
  process.on("uncaughtException", (thrown: unknown, origin) => {
    logger().fatal({ err: toError(thrown), origin }, "The service ends: nobody has caught an error");
    if (!ending) void saveAndExit(service());
    ending = true;
  });
}

async function saveAndExit(service: RunningService | undefined): Promise<never> {
  try {
    await Promise.race([service?.onCrash?.(), delay(CRASH_DEADLINE_MS)]);
  } finally {
    process.exit(1);
  }
}

function stopOnSignal(service: RunningService, logger: Logger): void {
  let stopping = false;
  const stop = async (signal: NodeJS.Signals) => {
    if (stopping) process.exit(1);
    stopping = true;
    logger.info({ signal }, "Stopping");
    logger.info((await service.stop()) ?? {}, "Stopped");
    process.exit(0);
  };
  for (const signal of ["SIGTERM", "SIGINT"] as const) process.on(signal, () => void stop(signal));
}

/** Nothing is running yet, so one line per fault is all there is to do. */
function fail(error: unknown, logger: Logger): never {
  if (error instanceof ConfigError) {
    for (const problem of error.problems)
      logger.fatal({ setting: problem.name }, `${problem.name}: ${problem.message}`);
  } else {
    logger.fatal({ err: error }, "The service cannot start");
  }
  process.exit(1);
}
