import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { type ConsoleForPages, startConsoleForPages } from "./console-for-pages.ts";
import { failedId, tellFailedLife, tellManyLives } from "./tell-history.ts";
import { expectAccessible, keepPicture, looks, visitConsole } from "./visit.ts";

const views = [
  { name: "messages", path: "/messages", shows: '[data-message-id^="0000"]' },
  {
    name: "filtered",
    path: "/messages?state=failed&type=order%3Anew&since=1h",
    shows: `[data-message-id="${failedId}"]`,
  },
  { name: "message", path: `/messages/${failedId}`, shows: "text=Attempt 3 failed" },
  { name: "queues", path: "/queues", shows: ".uplot canvas" },
  { name: "dashboard", path: "/dashboard", shows: ".uplot canvas" },
  { name: "send", path: "/send?type=letsgo%3Acontact", shows: "#payload input" },
];

/** Every view in both themes, wide and on a phone. */
export function lookTests(folder: () => string): void {
  describe("every view", () => {
    let console: ConsoleForPages;
    beforeAll(async () => {
      console = await startConsoleForPages(folder());
      tellManyLives(console.tell, 300);
      tellFailedLife(console.tell);
      await console.ship();
      for (let n = 0; n < 4; n++) await console.sendToDlq('{"type":"order:new","payload":{"orderId":"1"}}');
    });
    afterAll(() => console?.[Symbol.asyncDispose]());

    for (const look of looks) {
      test(`meets WCAG AA and fits its window (${look.theme}, ${look.width})`, () =>
        visitConsole(
          console.url,
          "/messages",
          async (page) => {
            for (const { name, path, shows } of views) {
              await page.goto(console.url + path);
              await page.locator(shows).first().waitFor();
              await page.locator('[data-testid="stream"][data-state="open"]').waitFor();
              await expectAccessible(page);
              await keepPicture(page, name, look);
              const overflow = await page.evaluate("document.documentElement.scrollWidth - innerWidth");
              expect(overflow, `${name} is wider than its window`).toBeLessThanOrEqual(0);
            }
          },
          look,
        ));
    }

    test("the sheet of keys and the dialogs meet WCAG AA", () =>
      visitConsole(console.url, "/queues", async (page) => {
        await page.keyboard.press("?");
        await page.getByRole("dialog", { name: "Keyboard" }).waitFor();
        await expectAccessible(page);
        await page.keyboard.press("Escape");
        await page.getByRole("button", { name: "Purge…" }).first().click();
        await page.getByRole("dialog").waitFor();
        await expectAccessible(page);
      }));
  });
}
