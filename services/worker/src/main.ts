import { logActivity, shipActivity } from "@letsgo/activity";
import { watchLiveSettings } from "@letsgo/config";
import type { Logger } from "@letsgo/logger";
import { closeDefaultProducer } from "@letsgo/queue";
import { type RunningService, runService } from "@letsgo/service";
import { startTracing } from "@letsgo/tracing";
import { captureConsole } from "./capture-console.ts";
import { readConfig, type WorkerConfig } from "./config.ts";
import { handlers } from "./handlers/index.ts";
import { loadHandlers } from "./load-handlers.ts";
import { createWorker } from "./worker.ts";

await runService({ name: "worker", readConfig, start });

// --- internal ---

async function start(config: WorkerConfig, logger: Logger): Promise<RunningService> {
  logActivity(logger);
  const {
    shipping: settings,
    queue: { maxReceiveCount },
  } = config;
  const stopShipping = shipActivity({ settings, service: "worker", logger, maxReceiveCount });
  captureConsole(logger);
  const tracing = await startTracing({ settings: config.tracing, service: "worker", logger });
  const all = await loadHandlers(handlers, config.worker.handlersModule);
  const live = watchLiveSettings(config.environment, logger);
  const worker = createWorker({ config, handlers: all, logger, live });
  const url = await worker.start();
  return {
    listening: { url, ...live.values().mode, schedule: config.schedule?.expression },
    onCrash: stopShipping,
    async stop() {
      const left = await worker.stop();
      await closeDefaultProducer(); // what handlers have sent by `enqueue`
      await tracing.stop();
      await stopShipping();
      return left;
    },
  };
}
