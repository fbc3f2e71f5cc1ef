import type { Page } from "playwright-core";
import { expect, test } from "vitest";
import type { SharedStack } from "../../../support/use-stack.ts";
import { halfOfLooks, visitConsole } from "../visit.ts";
import { headingStands, sendByConsole, timelineHas } from "./steps.ts";

const type = "test:mendable";

/** A failing message: read in both themes, then mended on a phone. */
export function failAndMendFlow(shared: SharedStack): void {
  test("a failed message shows its attempts and their stack traces, and succeeds once its payload is edited", async () => {
    const { stack } = shared;
    const messageId = await sendByConsole(stack, type, { mended: false, order: "4711" });
    const { state, attempts } = await stack.outcomeOf(messageId);
    expect({ state, attempts }).toEqual(
      stack.mode === "queued" ? { state: "dead", attempts: 3 } : { state: "failed", attempts: 1 },
    );

    for (const look of halfOfLooks) {
      await visitConsole(
        stack,
        `/messages/${messageId}`,
        async (page) => {
          await headingStands(page, type, state);
          await showsAttempts(page, attempts);
          await timelineHas(page, ["accepted", "failed", ...(state === "dead" ? ["moved to DLQ"] : [])]);
          expect(await page.evaluate("document.documentElement.scrollWidth - innerWidth")).toBeLessThanOrEqual(0);
        },
        look,
      );
    }
    await visitConsole(stack, `/messages/${messageId}`, mend, { theme: "light", width: 390 });
  });
}

// --- internal ---

/** The last attempt is open; the others are opened. */
async function showsAttempts(page: Page, attempts: number): Promise<void> {
  for (let number = attempts; number > 0; number -= 1) {
    const attempt = page.locator("details").filter({ hasText: `Attempt ${number} failed` });
    if (number < attempts) await attempt.locator("summary").click();
    await attempt.getByText(/^at mendable .*test\/support\/handlers\.ts/).waitFor();
  }
}

async function mend(page: Page): Promise<void> {
  const original = page.url();
  await page.getByRole("button", { name: "Edit and replay" }).click();
  const dialog = page.getByRole("dialog");
  const text = dialog.getByLabel("Payload, as JSON");
  expect(JSON.parse(await text.inputValue())).toEqual({ mended: false, order: "4711" });
  await text.fill('{ "mended": tru');
  expect(await dialog.getByRole("button", { name: "Replay edited" }).isDisabled()).toBe(true);
  await text.fill('{ "mended": true, "order": "4711" }');
  await dialog.getByRole("button", { name: "Replay edited" }).click();
  await page.getByRole("link", { name: "see the copy" }).click();
  await page.waitForURL((url) => url.href !== original);
  await headingStands(page, type, "succeeded");
  await page.getByRole("heading", { name: "Replay of" }).waitFor();
  await page.getByRole("link", { name: new RegExp(type) }).click();
  await page.waitForURL(original);
  await page.getByRole("heading", { name: "Replayed as" }).waitFor();
}
