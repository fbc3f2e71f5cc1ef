import { randomUUID } from "node:crypto";
import type { Locator, Page } from "playwright-core";
import { expect, test } from "vitest";
import type { SharedStack } from "../../../support/use-stack.ts";
import { visitConsole } from "../visit.ts";
import { DEADLINE_MS, headingStands, rowOf } from "./steps.ts";

/** Nothing here is clicked. */
export function byKeyboardFlow(shared: SharedStack): void {
  test("by keyboard alone a message is sent, found, opened and replayed, and the list is there again", async () => {
    const { stack } = shared;
    await visitConsole(
      stack,
      "/",
      async (page) => {
        const orderId = randomUUID();
        await page.keyboard.press("s");
        await page.getByRole("heading", { name: "Send a message" }).waitFor();
        await sendOrder(page, orderId);
        const original = await find(page, orderId);
        await page.keyboard.press("Enter");
        await page.waitForURL(`**/messages/${original}`);
        await headingStands(page, "order:new", "succeeded");
        await page.keyboard.press("r");
        await page.locator('[role="dialog"] button[type="submit"]:focus').waitFor();
        await page.keyboard.press("Enter");
        await tabTo(page, page.getByRole("link", { name: "see the copy" }));
        await page.keyboard.press("Enter");
        await page.getByRole("heading", { name: "Replay of" }).waitFor();
        await headingStands(page, "order:new", "succeeded");
        await page.keyboard.press("g");
        await page.keyboard.press("m");
        await rowOf(page, original).waitFor();
      },
      { theme: "light", width: 1280 },
    );
  });
}

// --- internal ---

/** More than any view has places for the focus. */
const MOST_TABS = 60;

/** Presses Tab until this has the focus. */
async function tabTo(page: Page, wanted: Locator): Promise<void> {
  await wanted.waitFor();
  for (let presses = 0; presses < MOST_TABS; presses += 1) {
    if (await wanted.evaluate((element) => element === element.ownerDocument.activeElement)) return;
    await page.keyboard.press("Tab");
  }
  throw new Error(`Expected ${wanted} to be reached by Tab, got past ${MOST_TABS} others.`);
}

async function sendOrder(page: Page, orderId: string): Promise<void> {
  await tabTo(page, page.getByRole("combobox", { name: "Type" }));
  await page.keyboard.press("Control+a");
  await page.keyboard.type("order:new");
  await tabTo(page, page.getByLabel("orderId"));
  await page.keyboard.type(orderId);
  await tabTo(page, page.getByLabel("customerId"));
  await page.keyboard.type("42");
  await page.keyboard.press("Enter");
  await page.getByTestId("sent-id").waitFor();
}

/** Searches the list for words of the payload and walks to the only row; answers its id. */
async function find(page: Page, words: string): Promise<string> {
  await tabTo(page, page.getByRole("button", { name: "Send", exact: true }));
  await page.keyboard.press("/");
  await page.getByLabel("Words in payload").and(page.locator(":focus")).waitFor();
  await page.keyboard.type(words);
  await page.waitForURL(`**/messages?*text=${words}`);
  const link = page.locator("[data-message-id]");
  // The address is ahead of the list.
  await expect.poll(() => link.count(), { timeout: DEADLINE_MS, message: "rows" }).toBe(1);
  await page.keyboard.press("Escape");
  await page.keyboard.press("j");
  await link.and(page.locator(":focus")).waitFor();
  return (await link.getAttribute("data-message-id")) ?? "";
}
