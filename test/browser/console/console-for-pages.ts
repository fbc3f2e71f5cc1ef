import { shipActivity } from "@letsgo/activity";
import { MAX_BATCH_EVENTS } from "@letsgo/activity/shipped";
import { createLogger } from "@letsgo/logger";
import { createProducer, createSqsClient } from "@letsgo/queue";
import { ensureQueues, findDlqUrl, sendBody } from "@letsgo/queue/admin";
import { startEmulator } from "@letsgo/sqs-emulator";
import { createShipper, type Told } from "../../../services/console/server/test/shipper.ts";
import { makeFolder, startConsole } from "../../../services/console/server/test/start-console.ts";

/**
 * The console's own server with the built pages, an SQS of its own, and what shippers tell it through its endpoint.
 *
 * @param clock of SQS; a manual one stands still: a move task then gets no further than its first thousand
 */
export async function startConsoleForPages(
  uiFolder: string,
  environment: Record<string, string> = {},
  clock: "real" | "manual" = "real",
) {
  await using started = new AsyncDisposableStack();
  const { folder } = started.use(makeFolder());
  const sqs = started.use(await startEmulator({ clock }));
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
    /** Puts a body into the dead-letter queue, as a message of its own; its identity. */
    sendToDlq: (body: string) => sendBody(client, { ...settings, queueName: settings.dlqName }, body, {}),
    /** Puts so many messages into the dead-letter queue at once. */
    async fillDlq(count: number): Promise<void> {
      const producer = createProducer({
        settings: { ...settings, queueUrl: await findDlqUrl(client, settings) },
        client,
      });
      const order = { type: "order:new", payload: { orderId: "1", customerId: "2" } } as const;
      const sent = await producer.enqueueMany(Array.from({ length: count }, () => order));
      await producer.close();
      for (const result of sent) if (!result.accepted) throw result.error;
    },
    get: running.get,
    post: running.post,
    [Symbol.asyncDispose]: () => resources.disposeAsync(),
  };
}

export type ConsoleForPages = Awaited<ReturnType<typeof startConsoleForPages>>;
