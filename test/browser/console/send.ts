import type { MessageDetail, QueuesAnswer } from "@letsgo/console-api";
import { describe, expect, test } from "vitest";
import { eventually } from "../../support/eventually.ts";
import { startConsoleForPages } from "./console-for-pages.ts";
import { visitConsole } from "./visit.ts";

/** The send view. */
export function sendTests(folder: () => string): void {
  describe("sending", () => {
    test("goes by keyboard alone through the form of a type, faults at their fields", async () => {
      await using console = await startConsoleForPages(folder());
      await visitConsole(console.url, "/send?type=letsgo%3Acontact", async (page) => {
        await page.getByLabel("Name").focus();
        await page.keyboard.press("Enter");
        await page.getByText("Fill this in.").first().waitFor();
        await page.getByLabel("Name").focus();
        await page.keyboard.type("Ada");
        await page.keyboard.press("Tab");
        await page.keyboard.type("ada@example.com");
        await page.keyboard.press("Tab");
        await page.keyboard.type("Hello");
        await page.getByLabel("Name").focus();
        await page.keyboard.press("Enter");
        const id = await page.getByTestId("sent-id").textContent();
        await page.getByTestId("sent-id").click();
        await page.getByText('"ada@example.com"').waitFor();
        const { payload } = await console.get<MessageDetail>(`/v1/messages/${id}`);

        expect(JSON.parse(payload ?? "")).toEqual({ name: "Ada", email: "ada@example.com", message: "Hello" });
      });
    });

    test("takes each letter of a type that is typed fast, and the address follows", async () => {
      await using console = await startConsoleForPages(folder());
      await visitConsole(console.url, "/send", async (page) => {
        const type = page.getByRole("combobox", { name: "Type" });
        await type.focus();
        await page.keyboard.press("Control+a");
        await page.keyboard.type("order:new");
        await page.getByLabel("orderId").waitFor();
        await page.waitForURL("**/send?type=order%3Anew&as=form");

        expect(await type.inputValue()).toBe("order:new");
        await page.keyboard.press("Escape");
        await page.getByRole("link", { name: "Send" }).click();
        await page.waitForURL("**/send");
        await page.getByLabel("orderId").waitFor({ state: "detached" });
      });
    });

    test("sends a batch of raw bodies with a delay, and says how far they have come", async () => {
      await using console = await startConsoleForPages(folder());
      await visitConsole(console.url, "/send?as=raw", async (page) => {
        await page.getByLabel("Body, sent as it stands").fill("no JSON at all");
        await page.getByLabel("How many").fill("3");
        await page.getByLabel("Delay, in seconds").fill("600");
        await page.getByRole("button", { name: "Send 3 messages" }).click();
        await page.getByTestId("sent-id").nth(2).waitFor();

        const delayed = async () => (await console.get<QueuesAnswer>("/v1/queues")).main.counts?.delayed;
        await eventually("the number of delayed messages", delayed, 3);
      });
    });
  });
}
