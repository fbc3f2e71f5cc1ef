import { describe, expect, test } from "vitest";
import type { SharedStack } from "../support/use-stack.ts";
import { inBrowser, whyNoBrowser } from "./in-browser.ts";

const message = "Hello 👋 from the browser";

/** The contact page in a real browser, by keyboard alone, up to the handled message. */
export function contactInBrowser(shared: SharedStack): void {
  const reason = whyNoBrowser();
  const name = reason === undefined ? "in the browser" : `in the browser (skipped: no Chromium: ${reason})`;
  describe.skipIf(reason !== undefined && process.env.CI !== "true")(name, () => {
    test("a contact message is sent by keyboard and handled", () =>
      inBrowser(shared.stack, async (page) => {
        await page.goto(`${shared.stack.urls.web}/contact`);
        await page.getByLabel("Name").focus();
        await page.keyboard.type("Ada Lovelace");
        await page.keyboard.press("Tab");
        await page.keyboard.type("ada@example.com");
        await page.keyboard.press("Tab");
        await page.keyboard.insertText(message);
        await page.keyboard.press("Tab");
        await page.keyboard.press("Enter");
        await page.getByRole("status").filter({ hasText: "Message sent" }).waitFor();
        const messageId = (await page.getByTestId("message-id").textContent()) ?? "";

        expect(await shared.stack.outcomeOf(messageId)).toEqual({ state: "succeeded", attempts: 1, errors: [] });
      }));

    test("faults are shown at their fields, and the first of them has the focus", () =>
      inBrowser(shared.stack, async (page) => {
        await page.goto(`${shared.stack.urls.web}/contact`);
        const email = page.getByLabel("Email");
        await page.getByLabel("Name").fill("Ada");
        await email.fill("nobody");
        await email.press("Enter");
        await page.locator(".field-error").nth(1).waitFor();

        expect(await page.locator(".field-error").count()).toBe(2);
        expect(await email.getAttribute("aria-invalid")).toBe("true");
        expect(await page.getByLabel("Name").getAttribute("aria-invalid")).toBe("false");
        await page.locator(":focus").and(email).waitFor();
      }));

    test("a form that is submitted again before it was rendered is sent once", () =>
      inBrowser(shared.stack, async (page) => {
        await page.goto(`${shared.stack.urls.web}/contact`);
        await page.getByLabel("Name").fill("Ada");
        await page.getByLabel("Email").fill("müller@exämple.de");
        await page.getByLabel("Message").fill("once");
        const posts: string[] = [];
        page.on("request", (request) => posts.push(...(request.method() === "POST" ? [request.url()] : [])));

        await page.locator("form").evaluate((form: { requestSubmit?: () => void }) => {
          for (let times = 0; times < 3; times += 1) form.requestSubmit?.();
        });
        await page.getByRole("status").filter({ hasText: "Message sent" }).waitFor();

        expect(posts).toHaveLength(1);
      }));

    test("the landing page shows the mode and the services running", () =>
      inBrowser(shared.stack, async (page) => {
        await page.goto(shared.stack.urls.web);

        await page.getByTestId("mode").filter({ hasText: shared.stack.mode }).waitFor();
        await page.getByText("Running").nth(1).waitFor();
      }));
  });
}
