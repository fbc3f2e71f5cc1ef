import { createProducer, createSqsClient } from "@letsgo/queue";
import { ensureQueues } from "@letsgo/queue/admin";
import { startEmulator } from "@letsgo/sqs-emulator";
import { describe, expect, test } from "vitest";
import { createShipper } from "../../../services/console/server/test/shipper.ts";
import { makeFolder, startConsole } from "../../../services/console/server/test/start-console.ts";
import { tellAccepted } from "./tell-history.ts";
import { expectAccessible, halfOfLooks, keepPicture, looks, visitConsole } from "./visit.ts";

const whileAway = /ERR_CONNECTION_REFUSED|ERR_INCOMPLETE_CHUNKED_ENCODING|ERR_CONNECTION_RESET|ERR_EMPTY_RESPONSE/;
const startedAnew = /responded with a status of 404/;

/** What the page says of what it cannot know: events that were lost, a redrive whose server has ended. */
export function lossTests(folder: () => string): void {
  describe("losses", () => {
    for (const look of halfOfLooks) {
      test(`events that were lost are told with service and time until closed, and again when more are (${look.theme}, ${look.width})`, async () => {
        using kept = makeFolder();
        await using console = await startConsole(kept.folder, {}, folder());
        const worker = createShipper("worker");
        const lose = async (total: number) => {
          const batch = worker.batch(0, 1, { total, byName: { started: total } });
          await console.post("/v1/events", batch);
        };
        tellAccepted(worker.tell, { messageId: "m-1", type: "order:new", at: Date.now() - 60_000, payload: 1 });
        await lose(0);
        await lose(12);

        await visitConsole(
          console.url,
          "/messages/m-1",
          async (page) => {
            const banner = page.getByTestId("losses");
            await banner.filter({ hasText: /12 events could not be told.*: worker 12, [\d:]+ to [\d:]+\./ }).waitFor();
            await page.getByTestId("incomplete").filter({ hasText: "12 events of worker were lost" }).waitFor();
            await expectAccessible(page);
            await keepPicture(page, "losses", look);

            await banner.getByRole("button", { name: "Dismiss" }).click();
            await banner.waitFor({ state: "detached" });
            await page.reload();
            await page.getByTestId("incomplete").waitFor();
            expect(await banner.count()).toBe(0);
            await lose(15);
            await banner.filter({ hasText: "worker 15" }).waitFor();
          },
          look,
        );
      });
    }

    test("a redrive whose server was started anew in its midst is told as interrupted, not as running for ever", async () => {
      await using started = new AsyncDisposableStack();
      const kept = started.use(makeFolder());
      // A move task gets no further than its first thousand while its clock stands still.
      const sqs = started.use(await startEmulator({ clock: "manual" }));
      const environment = { AWS_ENDPOINT_URL_SQS: sqs.url };
      let server = await startConsole(kept.folder, environment, folder());
      started.defer(() => server[Symbol.asyncDispose]());
      const port = Number(new URL(server.url).port);
      const client = createSqsClient(server.config.queue);
      started.defer(() => client.destroy());
      const { dlqUrl } = await ensureQueues(client, server.config.queue, { reconcile: false });
      const dlq = createProducer({ settings: { ...server.config.queue, queueUrl: dlqUrl }, client });
      await dlq.enqueueMany(Array.from({ length: 1_010 }, () => ({ type: "test:dead", payload: 1 })));
      await dlq.close();

      await visitConsole(
        server.url,
        "/queues",
        async (page) => {
          await page.getByRole("button", { name: "Redrive all" }).click();
          await page.getByRole("dialog").getByRole("button", { name: "Redrive" }).click();
          const redrive = page.getByTestId("redrive");
          await redrive.filter({ hasText: "Redriving: 1,000 of 1,010" }).waitFor();
          await server[Symbol.asyncDispose]();
          server = await startConsole(kept.folder, environment, folder(), port);
          await redrive.filter({ hasText: "1,000 of 1,010 dead letters: the console's server ended" }).waitFor();
          await keepPicture(page, "redrive-interrupted", looks[0] as (typeof looks)[number]);

          await page.getByRole("region", { name: "Redrive" }).getByRole("button", { name: "Close" }).click();
          await redrive.waitFor({ state: "detached" });
        },
        undefined,
        new RegExp(`${whileAway.source}|${startedAnew.source}`),
      );
    });
  });
}
