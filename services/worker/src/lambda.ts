import { logActivity } from "@letsgo/activity";
import { createLogger } from "@letsgo/logger";
import { createReceiver } from "@letsgo/queue/receive";
import { readConfig } from "./config.ts";
import { createHandler } from "./handler.ts";
import { handlers } from "./handlers/index.ts";
import { scheduled } from "./handlers/scheduled.ts";
import { loadHandlers } from "./load-handlers.ts";

const config = readConfig();
const logger = createLogger({ service: "worker", level: config.logLevel });
logActivity(logger);

/** The entry of AWS Lambda: no server, no poller; the event source mapping is AWS's. */
export const handler = createHandler({
  handlers: await loadHandlers(handlers, config.worker.handlersModule),
  scheduled,
  receiver: createReceiver({ settings: config.queue }),
  logger,
  maxReceiveCount: config.queue.maxReceiveCount,
  partialFailures: config.worker.partialFailures,
});
