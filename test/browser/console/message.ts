import type { Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import type { Told } from "../../../services/console/server/test/shipper.ts";
import { type ConsoleForPages, startConsoleForPages } from "./console-for-pages.ts";
import { headingStands } from "./flows/steps.ts";
import { failedId, hostile, tellAccepted, tellFailedLife, tellSucceeded } from "./tell-history.ts";
import { expectAccessible, halfOfLooks, keepPicture, visitConsole } from "./visit.ts";

/** One message's page. */
export function messageTests(folder: () => string): void {
  describe("one message", () => {
    let console: ConsoleForPages;
    beforeAll(async () => {
      console = await startConsoleForPages(folder());
      tellFailedLife(console.tell);
      await console.ship();
    });
    afterAll(() => console?.[Symbol.asyncDispose]());

    test("shows attempts with stack, cause and log lines, and runs nothing of what it shows", () =>
      visitConsole(console.url, `/messages/${failedId}`, async (page) => {
        await page.getByText("Attempt 3 failed").waitFor();
        await page.getByText("caused by FetchError").first().waitFor();
        await page.getByText("at chargeCard").first().waitFor();
        await page.getByText("Charging the card").first().waitFor();

        expect(await page.getByText(hostile).count()).toBeGreaterThan(1);
        expect(await page.evaluate("window.hacked")).toBeUndefined();
        expect(await page.locator("main img, main script").count()).toBe(0);
      }));

    test("copies the payload as text, folds it, and leads to what it enqueued", () =>
      visitConsole(console.url, `/messages/${failedId}`, async (page) => {
        await page.getByRole("button", { name: "Copy the payload" }).click();
        await page.getByRole("button", { name: "Copied" }).waitFor();
        const copied = JSON.parse(await page.evaluate<string>("navigator.clipboard.readText()"));
        expect(copied).toMatchObject({ orderId: "123", customer: { name: hostile } });

        await page.getByRole("button", { name: "customer: 4 fields" }).click();
        await page.getByText('"c-42"').waitFor({ state: "detached" });
        await page.getByRole("link", { name: /invoice:send/ }).click();
        await page.getByRole("heading", { name: "Enqueued by" }).waitFor();
      }));

    test("misses nothing that happens between its answer and the page's stream", async () => {
      const message = { messageId: "aaaaaaaa-0000-4000-8000-00000000ca9e", type: "gap:two", at: Date.now() };
      tellAccepted(console.tell, { ...message, payload: 1, mode: "direct" });
      await console.ship();
      await visitConsole(console.url, `/messages/${message.messageId}`, async (page) => {
        const streamed = Promise.withResolvers<void>();
        await page.route("**/v1/stream*", async (route) => {
          await streamed.promise;
          await route.continue();
        });
        await page.reload();
        await headingStands(page, message.type, "waiting");
        tellSucceeded(console.tell, { ...message, at: Date.now() });
        await console.ship();
        streamed.resolve();

        await headingStands(page, message.type, "succeeded");
      });
    });

    test("says what a payload in S3 weighs, and what went through the queue for it", async () => {
      const messageId = "aaaaaaaa-0000-4000-8000-00000000c1a1";
      const stored = { name: "payload-stored", messageId, at: Date.now(), key: `${messageId}.json`, bytes: 1_258_291 };
      console.tell(stored as Told);
      tellAccepted(console.tell, { messageId, type: "report:made", at: Date.now(), payload: null });
      await console.ship();
      await visitConsole(console.url, `/messages/${messageId}`, async (page) => {
        await page.getByText(/^1\.2 MiB in S3 · \d+ B in the queue$/).waitFor();
        await page
          .getByText(/ · size 1\.2 MiB/)
          .first()
          .waitFor();
      });
    });

    for (const look of halfOfLooks) {
      test(`is told its time in the dead-letter queue apart from its waits (${look.theme}, ${look.width})`, async () => {
        const { messageId } = await console.sendToDlq('{"type":"order:new","payload":{"orderId":"1"}}');
        const visit = async (page: Page) => {
          const bar = page.getByRole("region", { name: "Where its time went" });
          await bar.locator('li[data-kind="dead-letter queue"][data-open]').waitFor();
          await bar.getByRole("term").filter({ hasText: "dead-letter queue" }).waitFor();
          await expectAccessible(page);
          await keepPicture(page, "dead-letter", look);
        };
        await visitConsole(console.url, `/messages/${messageId}`, visit, look);
      });
    }

    test("is not replayed with masked fields until they are filled in", () =>
      visitConsole(console.url, `/messages/${failedId}`, async (page) => {
        await page.getByRole("button", { name: /^Replay: / }).waitFor();
        await page.keyboard.press("e");
        const dialog = page.getByRole("dialog");
        await dialog.getByText("Fill in card.number, card.token").waitFor();
        expect(await dialog.getByRole("button", { name: "Replay edited" }).isDisabled()).toBe(true);

        await dialog.getByLabel("Payload, as JSON").fill('{"orderId":"1","customerId":"2"}');
        await dialog.getByRole("button", { name: "Replay edited" }).click();
        await page.getByRole("link", { name: "see the copy" }).click();
        await page.getByRole("heading", { name: "Replay of" }).waitFor();
      }));
  });
}
