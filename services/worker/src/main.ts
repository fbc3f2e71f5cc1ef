import { logActivity } from "@letsgo/activity";
import { ConfigError } from "@letsgo/config";
import { createLogger } from "@letsgo/logger";
import { closeDefaultProducer } from "@letsgo/queue";
import { startTracing } from "@letsgo/tracing";
import { captureConsole } from "./capture-console.ts";
import { readConfig, type WorkerConfig } from "./config.ts";
import { handlers } from "./handlers/index.ts";
import { loadHandlers } from "./load-handlers.ts";
import { createWorker } from "./worker.ts";

try {
  await start(readConfig());
} catch (error) {
  fail(error);
}

// --- internal ---

async function start(config: WorkerConfig): Promise<void> {
  const logger = createLogger({ service: "worker", level: config.logLevel });
  logActivity(logger);
  captureConsole(logger);
  const tracing = await startTracing({ settings: config.tracing, service: "worker", logger });
  const all = await loadHandlers(handlers, config.worker.handlersModule);
  const worker = createWorker({ config, handlers: all, logger });
  const url = await worker.start();
  logger.info({ url, ...config.mode, schedule: config.schedule?.expression }, "Listening");

  let stopping = false;
  const stop = async (signal: NodeJS.Signals) => {
    if (stopping) process.exit(1); // a second signal does not wait for running handlers
    stopping = true;
    logger.info({ signal }, "Stopping");
    const left = await worker.stop();
    await closeDefaultProducer(); // what handlers have sent by `enqueue`
    await tracing.stop();
    logger.info(left, "Stopped");
    process.exit(0);
  };
  for (const signal of ["SIGTERM", "SIGINT"] as const) process.on(signal, () => void stop(signal));
}

/** Nothing is running yet, so one line per fault is all there is to do. */
function fail(error: unknown): void {
  const logger = createLogger({ service: "worker" });
  if (error instanceof ConfigError) {
    for (const { name, message } of error.problems) logger.fatal({ setting: name }, `${name}: ${message}`);
  } else {
    logger.fatal({ err: error }, "The worker cannot start");
  }
  process.exit(1);
}
