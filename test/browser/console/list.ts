import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { createShipper } from "../../../services/console/server/test/shipper.ts";
import { makeFolder, startConsole } from "../../../services/console/server/test/start-console.ts";
import { eventually } from "../../support/eventually.ts";
import { type ConsoleForPages, startConsoleForPages } from "./console-for-pages.ts";
import { failedId, tellAccepted, tellFailedLife, tellManyLives, tellSucceeded } from "./tell-history.ts";
import { visitConsole } from "./visit.ts";

const COUNT = 3_000;

/** The list: live, held still, narrowed, long. */
export function listTests(folder: () => string): void {
  describe("the list", () => {
    let console: ConsoleForPages;
    beforeAll(async () => {
      console = await startConsoleForPages(folder());
      tellManyLives(console.tell, COUNT);
      tellFailedLife(console.tell);
      await console.ship();
    });
    afterAll(() => console?.[Symbol.asyncDispose]());

    test("shows a message without reload and follows its state", () =>
      visitConsole(console.url, "/messages?type=live%3Aone", async (page) => {
        await page.getByRole("heading", { name: "No message matches" }).waitFor();
        tellAccepted(console.tell, {
          messageId: "live-1",
          type: "live:one",
          at: Date.now(),
          payload: 1,
          mode: "direct",
        });
        await console.ship();
        const row = page.getByRole("row").filter({ has: page.locator('[data-message-id="live-1"]') });
        await row.getByText("waiting").waitFor();
        tellSucceeded(console.tell, { messageId: "live-1", type: "live:one", at: Date.now() });
        await console.ship();
        await row.getByText("succeeded").waitFor();
      }));

    test("holds still while it is scrolled, tells how many are new, and shows them when asked", () =>
      visitConsole(console.url, "/messages", async (page) => {
        await page.locator("[data-message-id]").first().waitFor();
        const seen = page.locator('[role="row"]').nth(20).locator("[data-message-id]");
        const seenId = () => seen.getAttribute("data-message-id");
        const atTheTop = await seenId();
        await page.locator("#message-rows").evaluate((rows) => rows.scrollTo({ top: 3_200 }));
        // The rows that are drawn follow the scroll a frame later.
        await expect.poll(seenId, { timeout: 30_000 }).not.toBe(atTheTop);
        const before = await seenId();
        for (const n of [1, 2]) {
          tellAccepted(console.tell, { messageId: `new-${n}`, type: "order:new", at: Date.now(), payload: n });
        }
        await console.ship();
        const pill = page.getByRole("button", { name: "2 new" });
        await pill.waitFor();

        expect(await seenId()).toBe(before);
        await pill.click();
        await page.locator('[data-message-id="new-2"]').waitFor();
      }));

    test("asks for its first page while the scripts that show it are still on their way, and once", () =>
      visitConsole(console.url, "/messages", async (page) => {
        const asked: string[] = [];
        page.on("request", (request) => asked.push(new URL(request.url()).pathname));
        const scripted = Promise.withResolvers<void>();
        await page.route("**/assets/index-*.js", async (route) => {
          await scripted.promise;
          await route.continue();
        });
        const isAsked = page.waitForRequest("**/v1/messages?state=failed&limit=200");
        await page.goto(`${console.url}/messages?state=failed`, { waitUntil: "commit" });
        await isAsked;
        scripted.resolve();
        await page.locator(`[data-message-id="${failedId}"]`).waitFor();

        expect(asked.filter((path) => path === "/v1/messages")).toHaveLength(1);
      }));

    test("misses nothing that happens between its first page and its stream", () =>
      visitConsole(console.url, "/messages?type=gap%3Aone", async (page) => {
        const streamed = Promise.withResolvers<void>();
        await page.route("**/v1/stream*", async (route) => {
          await streamed.promise;
          await route.continue();
        });
        await page.reload();
        await page.getByRole("heading", { name: "No message matches" }).waitFor();
        tellAccepted(console.tell, { messageId: "gap-1", type: "gap:one", at: Date.now(), payload: 1 });
        await console.ship();
        streamed.resolve();
        // Told of by nobody else: once it counts as lost it changes, and would be told then.
        await page.getByRole("row").filter({ hasText: "gap:one" }).getByText("waiting").waitFor();
      }));

    test("says that its server is gone, goes on by itself and shows what it missed", async () => {
      using kept = makeFolder();
      let server = await startConsole(kept.folder, {}, folder());
      const port = Number(new URL(server.url).port);
      const shipper = createShipper("api");
      await visitConsole(
        server.url,
        "/messages?type=missed%3Aone",
        async (page) => {
          await page.getByRole("heading", { name: "No message matches" }).waitFor();
          await server[Symbol.asyncDispose]();
          await page.locator('[data-testid="stream"][data-state="lost"]').waitFor();
          server = await startConsole(kept.folder, {}, folder(), port);
          tellAccepted(shipper.tell, { messageId: "missed-1", type: "missed:one", at: Date.now(), payload: 1 });
          await server.post("/v1/events", shipper.batch(0, 1));
          await page.locator('[data-message-id="missed-1"]').waitFor();
          await page.getByRole("button", { name: /^all\s*1$/ }).waitFor();
          await page.locator('[data-testid="stream"][data-state="open"]').waitFor();
        },
        undefined,
        /ERR_CONNECTION_REFUSED|ERR_INCOMPLETE_CHUNKED_ENCODING|ERR_CONNECTION_RESET|ERR_EMPTY_RESPONSE/,
      ).finally(() => server[Symbol.asyncDispose]());
    });

    test("reaches its end by the scrollbar, with few rows in the page", () =>
      visitConsole(console.url, "/messages", async (page) => {
        await page.locator("[data-message-id]").first().waitFor();
        await page.locator("#message-rows").evaluate((rows) => rows.scrollTo({ top: rows.scrollHeight }));
        await page.locator('[data-message-id^="00000000-1111"]').waitFor();

        expect(await page.locator('[role="row"]').count()).toBeLessThan(80);
      }));

    test("keeps its filters in the address, so that it can be shared", () =>
      visitConsole(console.url, "/messages", async (page) => {
        await page.keyboard.press("/");
        await page.keyboard.type("PaymentError");
        await page.locator(`[data-message-id="${failedId}"]`).waitFor();
        await eventually("the number of rows", () => page.locator("[data-message-id]").count(), 1);
        await page.getByRole("button", { name: /^failed/ }).click();
        await page.waitForURL(/state=failed/);
        await page.reload();
        await page.locator(`[data-message-id="${failedId}"]`).waitFor();

        expect(await page.getByLabel("Words in payload").inputValue()).toBe("PaymentError");
        expect(await page.locator("[data-message-id]").count()).toBe(1);
      }));

    test("is walked, opened and left by keys alone", () =>
      visitConsole(console.url, "/messages?type=order%3Anew", async (page) => {
        await page.locator("[data-message-id]").first().waitFor();
        for (const key of ["j", "j", "j", "k", "x"]) await page.keyboard.press(key);
        await page.getByText("1 message selected").waitFor();
        const id = await page.locator(":focus").getAttribute("data-message-id");
        await page.keyboard.press("Enter");
        await page.waitForURL(`**/messages/${id}`);
        await page.getByRole("heading", { name: "Attempts" }).waitFor();
        await page.keyboard.press("u");
        await page.waitForURL(/messages\?type=order%3Anew$/);
        await page.locator("[data-message-id]").first().waitFor();
        for (const [keys, path] of [
          ["gq", "/queues"],
          ["gd", "/dashboard"],
          ["s", "/send"],
          ["gm", "/messages"],
        ] as const) {
          await page.locator("body").press("Escape");
          for (const key of keys) await page.locator("main").press(key);
          await page.waitForURL(`**${path}`);
        }
        await page.keyboard.press("s");
        await page.getByRole("heading", { name: "Send a message" }).waitFor();
        await page.keyboard.press("/");
        await page.getByLabel("Words in payload").and(page.locator(":focus")).waitFor();
      }));
  });
}
