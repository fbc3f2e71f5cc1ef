import type { Peeked, QueuesAnswer, Redrive, Sent } from "@letsgo/console-api";
import type { Page } from "playwright-core";
import { describe, expect, test } from "vitest";
import { eventually } from "../../support/eventually.ts";
import { type ConsoleForPages, startConsoleForPages } from "./console-for-pages.ts";
import { visitConsole } from "./visit.ts";

const body = '{"type":"order:new","payload":{"orderId":"1","customerId":"2"}}';
/** A move task moves its first thousand at once, and then gets no further while its clock stands still. */
const COUNT = 1_010;

async function depthsOf(console: ConsoleForPages) {
  const { main, dlq } = await console.get<QueuesAnswer>("/v1/queues");
  return { main: main.counts?.waiting, dlq: dlq.counts?.waiting };
}

/** A console with dead letters whose redrive comes to the thousandth and stays there. */
async function startWithHeldRedrive(folder: string) {
  const console = await startConsoleForPages(folder, {}, "manual");
  await console.fillDlq(COUNT);
  return console;
}

function redriveTold(page: Page, text: string): Promise<void> {
  return page.getByTestId("redrive").filter({ hasText: text }).waitFor();
}

/** Redrives that are stopped, seen by who comes late, or of some only; and the end of one message. */
export function deadLetterTests(folder: () => string): void {
  describe("dead letters and their like", () => {
    test("a redrive that runs is stopped: what was moved stays moved, and that is told", async () => {
      await using console = await startWithHeldRedrive(folder());
      await visitConsole(console.url, "/queues", async (page) => {
        await page.getByRole("button", { name: "Redrive all" }).click();
        await page.getByRole("dialog").getByRole("button", { name: "Redrive" }).click();
        await redriveTold(page, "Redriving: 1,000 of 1,010 dead letters moved.");
        await page.getByRole("button", { name: "Stop" }).click();
        await redriveTold(page, "Stopped: 1,000 of 1,010 dead letters moved; they stay moved.");

        await eventually("the depths", () => depthsOf(console), { main: 1_000, dlq: 10 });
        await page.getByRole("region", { name: "Redrive" }).getByRole("button", { name: "Close" }).click();
        await page.getByTestId("redrive").waitFor({ state: "detached" });
        await page.reload();
        await page.locator('[data-testid="stream"][data-state="open"]').waitFor();
        await page.getByRole("heading", { name: "Poller" }).waitFor();
        expect(await page.getByTestId("redrive").count()).toBe(0);
      });
    });

    test("a page that is opened in the midst of a redrive shows it at once, and can stop it", async () => {
      await using console = await startWithHeldRedrive(folder());
      const { redriveId } = (await (await console.post("/v1/redrives", {})).json()) as Redrive;
      const moved = async () => (await console.get<Redrive>(`/v1/redrives/${redriveId}`)).moved;
      await eventually("how many are moved", moved, 1_000);
      await visitConsole(console.url, "/queues", async (page) => {
        await redriveTold(page, "Redriving: 1,000 of 1,010 dead letters moved.");
        await page.getByRole("button", { name: "Stop" }).click();
        await redriveTold(page, "Stopped: 1,000 of 1,010 dead letters moved; they stay moved.");
      });
    });

    test("the selected are redriven, and no others", async () => {
      await using console = await startConsoleForPages(folder());
      const ids: string[] = [];
      for (let n = 0; n < 4; n++) ids.push((await console.sendToDlq(body)).messageId);
      const picked = [ids[0] ?? "", ids[2] ?? ""];
      await visitConsole(console.url, "/messages?state=dead", async (page) => {
        for (const id of ids) await page.locator(`[data-message-id="${id}"]`).waitFor();
        for (const id of picked) await page.getByLabel(`Select ${id}`).check();
        await page.getByText("2 messages selected").waitFor();
        await page.getByRole("button", { name: "Redrive selected" }).click();
        await page.getByRole("dialog", { name: "Redrive 2 messages?" }).waitFor();
        await page.keyboard.press("Enter");

        const lying = async () => {
          const { messages } = await console.get<Peeked>("/v1/queues/main/messages");
          return messages.map(({ messageId }) => messageId).sort();
        };
        await eventually("what lies in the queue", lying, picked.toSorted());
        await eventually("the depths", () => depthsOf(console), { main: 2, dlq: 2 });
        for (const id of picked) await page.locator(`[data-message-id="${id}"]`).waitFor({ state: "detached" });
        await redriveTold(page, "Redriven: 2 of 2 dead letters moved.");
      });
    });

    test("one message that waits is deleted from its queue after a confirmation", async () => {
      await using console = await startConsoleForPages(folder());
      const order = { type: "order:new", payload: { orderId: "1", customerId: "2" }, count: 2 };
      const { messageIds } = (await (await console.post("/v1/messages", order)).json()) as Sent;
      const [id = "", other = ""] = messageIds;
      await visitConsole(console.url, `/messages/${id}`, async (page) => {
        await page.locator('main [data-state="waiting"]').first().waitFor();
        await page.getByRole("button", { name: "Delete", exact: true }).click();
        const dialog = page.getByRole("dialog", { name: "Delete this message from its queue?" });
        await dialog.getByRole("button", { name: "Cancel" }).click();
        await dialog.waitFor({ state: "detached" });
        await eventually("the depths", () => depthsOf(console), { main: 2, dlq: 0 });

        await page.getByRole("button", { name: "Delete", exact: true }).click();
        await dialog.getByRole("button", { name: "Delete" }).click();
        await page.getByText("Deleted from letsgo-main-worker.").waitFor();
        await page.getByText("deleted by hand").first().waitFor();

        const { messages } = await console.get<Peeked>("/v1/queues/main/messages");
        expect(messages.map(({ messageId }) => messageId)).toEqual([other]);
        await page.getByRole("button", { name: "Delete: It lies in no queue; it is deleted." }).waitFor();
      });
    });
  });
}
