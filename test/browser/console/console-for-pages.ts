import { shipActivity } from "@letsgo/activity";
import { MAX_BATCH_EVENTS } from "@letsgo/activity/shipped";
import { createLogger } from "@letsgo/logger";
import { createSqsClient } from "@letsgo/queue";
import { ensureQueues, sendBody } from "@letsgo/queue/admin";
import { startEmulator } from "@letsgo/sqs-emulator";
import { createShipper, type Told } from "../../../services/console/server/test/shipper.ts";
import { makeFolder, startConsole } from "../../../services/console/server/test/start-console.ts";

/** The console's own server with the built pages, an SQS of its own, and what shippers tell it through its endpoint. */
export async function startConsoleForPages(uiFolder: string, environment: Record<string, string> = {}) {
  await using started = new AsyncDisposableStack();
  const { folder } = started.use(makeFolder());
  const sqs = started.use(await startEmulator());
  const running = started.use(await startConsole(folder, { AWS_ENDPOINT_URL_SQS: sqs.url, ...environment }, uiFolder));
  const settings = running.config.queue;
  // As the console's main does: what is sent from here is told to this very server.
  const stopShipping = shipActivity({
    settings: { ...running.config.shipping, consoleUrl: running.url },
    service: "console",
    logger: createLogger({ service: "console", destination: { write: () => {} } }),
    maxReceiveCount: settings.maxReceiveCount,
  });
  started.defer(stopShipping);
  const client = createSqsClient(settings);
  started.defer(() => client.destroy());
  if (settings.emulator) await ensureQueues(client, settings, { reconcile: true });
  const shipper = createShipper("worker");
  let shipped = 0;
  const resources = started.move();
  return {
    url: running.url,
    settings,
    tell: (event: Told) => shipper.tell(event),
    /** Ships what was told, as a shipper does. */
    async ship(): Promise<void> {
      for (; shipped < shipper.count; shipped += MAX_BATCH_EVENTS) {
        const response = await running.post("/v1/events", shipper.batch(shipped, shipped + MAX_BATCH_EVENTS));
        if (!response.ok) throw new Error(`Expected the events to be taken, got ${response.status}`);
      }
      shipped = shipper.count;
    },
    /** Puts a body into the dead-letter queue, as a message of its own. */
    sendToDlq: (body: string) => sendBody(client, { ...settings, queueName: settings.dlqName }, body, {}),
    get: running.get,
    [Symbol.asyncDispose]: () => resources.disposeAsync(),
  };
}

export type ConsoleForPages = Awaited<ReturnType<typeof startConsoleForPages>>;
