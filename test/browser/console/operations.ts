import type { QueuesAnswer, Status } from "@letsgo/console-api";
import { describe, expect, test } from "vitest";
import { eventually } from "../../support/eventually.ts";
import { type ConsoleForPages, startConsoleForPages } from "./console-for-pages.ts";
import { visitConsole } from "./visit.ts";

const body = '{"type":"order:new","payload":{"orderId":"1","customerId":"2"}}';

async function depthOf(console: ConsoleForPages, role: "main" | "dlq"): Promise<number | undefined> {
  return (await console.get<QueuesAnswer>("/v1/queues"))[role].counts?.waiting;
}

/** What a person does to queues and switches. */
export function operationTests(folder: () => string): void {
  describe("operations", () => {
    test("all dead letters are redriven after a confirmation, with progress told", async () => {
      await using console = await startConsoleForPages(folder());
      for (let n = 0; n < 25; n++) await console.sendToDlq(body);
      await visitConsole(console.url, "/queues", async (page) => {
        await page.getByRole("button", { name: "Redrive all" }).click();
        await page.keyboard.press("Enter");
        await page.getByTestId("redrive").filter({ hasText: "Redriven: 25 of 25" }).waitFor();

        await eventually("the dead-letter queue's depth", () => depthOf(console, "dlq"), 0);
        await eventually("the main queue's depth", () => depthOf(console, "main"), 25);
      });
    });

    test("a queue is purged only once its name is typed", async () => {
      await using console = await startConsoleForPages(folder());
      await console.sendToDlq(body);
      await visitConsole(console.url, "/queues", async (page) => {
        await page.getByRole("button", { name: "Purge…" }).nth(1).click();
        const purge = page.getByRole("button", { name: "Delete everything in it" });
        await page.keyboard.type("letsgo-main");
        expect(await purge.isDisabled()).toBe(true);
        await page.keyboard.type("-worker-dlq");
        await page.keyboard.press("Enter");
        await page.getByText("Purged letsgo-main-worker-dlq: 1 message deleted.").waitFor();

        await eventually("the dead-letter queue's depth", () => depthOf(console, "dlq"), 0);
      });
    });

    test("mode and poller are switched, told, and switched back by undo", async () => {
      await using console = await startConsoleForPages(folder());
      const status = () => console.get<Status>("/v1/status");
      await visitConsole(console.url, "/queues", async (page) => {
        await page.getByText("direct", { exact: true }).click();
        await page.getByText("Mode is direct now.").waitFor();
        expect((await status()).mode.value).toBe("direct");
        await page.getByRole("button", { name: "Undo" }).click();
        await eventually("the mode", async () => (await status()).mode.value, "queued");

        await page.getByRole("button", { name: "Pause" }).click();
        await page.getByText("The poller is paused (from live.json)").waitFor();
        await page.getByRole("button", { name: "Resume" }).click();
        await eventually("the poller's pause", async () => (await status()).paused.value, false);
      });
    });

    test("a cloud's queue is not operated, and the page says why", async () => {
      await using console = await startConsoleForPages(folder(), { AWS_ENDPOINT_URL_SQS: "http://sqs.example.com" });
      await visitConsole(console.url, "/send", async (page) => {
        await page.getByText("LETSGO_CONSOLE_ALLOW_CLOUD=1").waitFor();

        expect(await page.getByRole("button", { name: "Send", exact: true }).isDisabled()).toBe(true);
      });
    });
  });
}
