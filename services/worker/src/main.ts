import { logActivity } from "@letsgo/activity";
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
  captureConsole(logger);
  const tracing = await startTracing({ settings: config.tracing, service: "worker", logger });
  const all = await loadHandlers(handlers, config.worker.handlersModule);
  const worker = createWorker({ config, handlers: all, logger });
  const url = await worker.start();
  return {
    listening: { url, ...config.mode, schedule: config.schedule?.expression },
    async stop() {
      const left = await worker.stop();
      await closeDefaultProducer(); // what handlers have sent by `enqueue`
      await tracing.stop();
      return left;
    },
  };
}
