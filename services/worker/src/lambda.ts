import { logActivity } from "@letsgo/activity";
import { createLogger } from "@letsgo/logger";
import { createReceiver } from "@letsgo/queue/receive";
import { startTracing } from "@letsgo/tracing";
import { readConfig } from "./config.ts";
import { createHandler, type WorkerHandler } from "./handler.ts";
import { handlers } from "./handlers/index.ts";
import { scheduled } from "./handlers/scheduled.ts";
import { loadHandlers } from "./load-handlers.ts";

const config = readConfig();
const logger = createLogger({ service: "worker", level: config.logLevel });
logActivity(logger);
const tracing = await startTracing({ settings: config.tracing, service: "worker", logger });
const handle = createHandler({
  handlers: await loadHandlers(handlers, config.worker.handlersModule),
  scheduled,
  receiver: createReceiver({ settings: config.queue }),
  logger,
  maxReceiveCount: config.queue.maxReceiveCount,
  partialFailures: config.worker.partialFailures,
});

/** The entry of AWS Lambda: no server, no poller; the event source mapping is AWS's. */
export const handler: WorkerHandler = async (event, context) => {
  try {
    return await handle(event, context);
  } finally {
    // Lambda freezes the process once the answer is there.
    await tracing.flush();
  }
};
