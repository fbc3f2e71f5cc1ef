import { createServer } from "node:http";
import { logActivity, shipActivity } from "@letsgo/activity";
import { watchLiveSettings } from "@letsgo/config";
import type { Logger } from "@letsgo/logger";
import { createProducer, createSqsClient } from "@letsgo/queue";
import { queueDepths } from "@letsgo/queue/admin";
import { listen, type RunningService, runService, serverOptions, stopListening } from "@letsgo/service";
import { startTracing } from "@letsgo/tracing";
import { createApp } from "./app.ts";
import { type ApiConfig, readConfig } from "./config.ts";
import { createReachability } from "./health/reachability.ts";
import { createWorkerCheck } from "./health/worker-check.ts";

await runService({ name: "api", readConfig, start });

// --- internal ---

async function start(config: ApiConfig, logger: Logger): Promise<RunningService> {
  logActivity(logger);
  const tracing = await startTracing({ settings: config.tracing, service: "api", logger });
  const {
    shipping: settings,
    queue: { maxReceiveCount },
  } = config;
  const stopShipping = shipActivity({ settings, service: "api", logger, maxReceiveCount });
  const live = watchLiveSettings(config.environment, logger);
  const mode = () => live.values().mode;
  const producer = createProducer({ settings: config.queue, mode: () => mode().mode });
  const healthClient = createSqsClient(config.queue);
  const { localQueueUrl } = config.queue;
  const app = createApp({
    config,
    logger,
    mode,
    enqueue: producer.enqueue,
    queueReachability: createReachability(() => queueDepths(healthClient, config.queue)),
    workerReachability: localQueueUrl === undefined ? undefined : createReachability(createWorkerCheck(localQueueUrl)),
  });
  const server = createServer(serverOptions, app);
  const url = await listen(server, config);
  return {
    listening: { url, ...mode() },
    onCrash: stopShipping,
    async stop() {
      await stopListening(server);
      await producer.close();
      healthClient.destroy();
      await tracing.stop();
      await stopShipping();
      return undefined;
    },
  };
}
