import { shipActivity } from "@letsgo/activity";
import { createEventSourceMapping } from "@letsgo/event-source";
import { createLogger } from "@letsgo/logger";
import { createSqsClient } from "@letsgo/queue";
import { ensureQueues } from "@letsgo/queue/admin";
import { startEmulator } from "@letsgo/sqs-emulator";
import type { Page } from "playwright-core";
import { describe, expect, test } from "vitest";
import { makeFolder, startConsole } from "../../../services/console/server/test/start-console.ts";
import { expectAccessible, keepPicture, type Look, visitConsole } from "./visit.ts";

const look: Look = { theme: "light", width: 1280 };
/** The page looks into queues that are not there. */
const whileAway = /responded with a status of 50\d/;

/** What services tell that is about no message: from the poller by way of its shipper and the server to the page. */
export function noticeTests(folder: () => string): void {
  describe("notices", () => {
    test("a worker that cannot reach the queue is shown with the reason, once, and as over once it polls again", async () => {
      await using started = new AsyncDisposableStack();
      let sqs = await startEmulator();
      started.defer(() => sqs.close());
      const environment = { AWS_ENDPOINT_URL_SQS: sqs.url };
      const console = started.use(await startConsole(started.use(makeFolder()).folder, environment, folder()));
      const settings = console.config.queue;
      const logger = createLogger({ service: "worker", destination: { write: () => {} } });
      const shipping = { consoleUrl: console.url, maskedNames: [] };
      started.defer(shipActivity({ settings: shipping, service: "worker", logger, maxReceiveCount: 3 }));
      const client = createSqsClient(settings, { purpose: "poll" });
      started.defer(() => client.destroy());
      const mapping = createEventSourceMapping({
        client,
        queueUrl: async () => (await ensureQueues(client, settings, { reconcile: true })).queueUrl,
        invoke: async () => undefined,
        receiveMessageWaitTimeSeconds: 1,
      });
      mapping.start();
      started.defer(() => mapping.stop());

      const visit = async (page: Page) => {
        const worker = page.getByTestId("notice").filter({ hasText: "worker" });
        await worker.filter({ hasText: "was created" }).first().waitFor();
        for (const times of [1, 2]) {
          const port = Number(new URL(sqs.url).port);
          await sqs.close();
          const outage = worker.filter({ hasText: "The queue cannot be polled." });
          await outage.filter({ hasText: "ECONNREFUSED" }).filter({ hasText: "since" }).waitFor();
          if (times === 1) await expectAccessible(page);
          await keepPicture(page, "outage", look);
          sqs = await startEmulator({ port });
          await outage.filter({ hasText: times === 1 ? /over: [\d:]+ to [\d:]+$/ : /over: .*, 2 times$/ }).waitFor();

          expect(await outage.count()).toBe(1);
        }
      };
      await visitConsole(console.url, "/queues", visit, look, whileAway);
    });
  });
}
