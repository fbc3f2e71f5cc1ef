import { expect, test } from "vitest";
import { eventually } from "../../../support/eventually.ts";
import { startLoad, unhandledOf } from "../../../support/load.ts";
import { postContact } from "../../../support/post-contact.ts";
import type { SharedStack } from "../../../support/use-stack.ts";
import { visitConsole } from "../visit.ts";
import { headingStands, keptOf, rowOf } from "./steps.ts";

const type = "letsgo:contact";

/** The console is beside the application, not in its way. */
export function killTheConsoleFlow(shared: SharedStack): void {
  test("killed under load and started again, the console costs the application nothing and has missed nothing", async () => {
    const { stack } = shared;
    const before = await postContact(stack);
    await visitConsole(stack, `/messages/${before}`, (page) => headingStands(page, type, "succeeded"));
    await using load = startLoad(stack);

    await stack.stopService("console", { graceSeconds: 0 });
    const away = await postContact(stack);
    const outcome = await stack.outcomeOf(away);
    await stack.startService("console");
    const { statuses, messageIds } = await load.end();

    expect(outcome).toEqual({ state: "succeeded", attempts: 1, errors: [] });
    expect(new Set(statuses)).toEqual(new Set([200]));
    await eventually("what is not handled", () => unhandledOf(stack, messageIds), []);
    await visitConsole(stack, `/messages?type=${encodeURIComponent(type)}`, async (page) => {
      await rowOf(page, messageIds.at(-1) ?? "")
        .getByText("succeeded")
        .waitFor();
      for (const messageId of [before, away]) {
        await page.goto(`${stack.urls.console}/messages/${messageId}`);
        await headingStands(page, type, "succeeded");
      }
      expect(await page.getByText("events were lost").count()).toBe(0);
    });
    const unknown = async () => {
      const kept = await Promise.all(messageIds.map((messageId) => keptOf(stack, messageId)));
      return messageIds.filter((_, index) => kept[index]?.state !== "succeeded");
    };
    await eventually("what the console does not show as succeeded", unknown, []);
  });
}
