import { createServer } from "node:http";
import { logActivity } from "@letsgo/activity";
import { ConfigError } from "@letsgo/config";
import { createLogger } from "@letsgo/logger";
import { createProducer, createSqsClient } from "@letsgo/queue";
import { queueDepths } from "@letsgo/queue/admin";
import { startTracing } from "@letsgo/tracing";
import { createApp } from "./app.ts";
import { type ApiConfig, readConfig } from "./config.ts";
import { createReachability } from "./health/reachability.ts";
import { createWorkerCheck } from "./health/worker-check.ts";
import { listen, stopListening } from "./listen.ts";

try {
  await start(readConfig());
} catch (error) {
  fail(error);
}

// --- internal ---

async function start(config: ApiConfig): Promise<void> {
  const logger = createLogger({ service: "api", level: config.logLevel });
  logActivity(logger);
  const tracing = await startTracing({ settings: config.tracing, service: "api", logger });
  const producer = createProducer({ settings: config.queue });
  const healthClient = createSqsClient(config.queue);
  const { localQueueUrl } = config.queue;
  const app = createApp({
    config,
    logger,
    enqueue: producer.enqueue,
    queueReachability: createReachability(() => queueDepths(healthClient, config.queue)),
    workerReachability: localQueueUrl === undefined ? undefined : createReachability(createWorkerCheck(localQueueUrl)),
  });
  const server = createServer(app);
  // Proxies keep connections in a pool; the server must not be the first to close one.
  server.keepAliveTimeout = 65_000;
  const url = await listen(server, config);
  logger.info({ url, ...config.mode }, "Listening");

  let stopping = false;
  const stop = async (signal: NodeJS.Signals) => {
    if (stopping) process.exit(1); // a second signal does not wait for running requests
    stopping = true;
    logger.info({ signal }, "Stopping");
    await stopListening(server);
    await producer.close();
    healthClient.destroy();
    await tracing.stop();
    logger.info("Stopped");
    process.exit(0);
  };
  for (const signal of ["SIGTERM", "SIGINT"] as const) process.on(signal, () => void stop(signal));
}

/** Nothing is running yet, so one line per fault is all there is to do. */
function fail(error: unknown): void {
  const logger = createLogger({ service: "api" });
  if (error instanceof ConfigError) {
    for (const { name, message } of error.problems) logger.fatal({ setting: name }, `${name}: ${message}`);
  } else {
    logger.fatal({ err: error }, "The API cannot start");
  }
  process.exit(1);
}
