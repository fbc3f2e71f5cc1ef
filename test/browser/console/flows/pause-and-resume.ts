import { expect, test } from "vitest";
import { setLive } from "../../../support/live-folder.ts";
import { postContact } from "../../../support/post-contact.ts";
import type { SharedStack } from "../../../support/use-stack.ts";
import { visitConsole } from "../visit.ts";
import { queueCounts } from "./steps.ts";

const MAIN = "Main queue";

/** The poller's switch. */
export function pauseAndResumeFlow(shared: SharedStack): void {
  test("the poller is paused: the depth grows, nothing is handled; it is resumed: all of it is", () =>
    visitConsole(shared.stack, "/queues", async (page) => {
      const { stack } = shared;
      const post = () => Promise.all(Array.from({ length: 5 }, () => postContact(stack)));
      await setLive(stack);
      await queueCounts(page, MAIN, "waiting", 0);
      await page.getByRole("button", { name: "Pause" }).click();
      await page.getByText("The poller is paused (from live.json)").waitFor();
      await page.locator('[data-polling="paused"]').waitFor();

      const first = await post();
      await queueCounts(page, MAIN, "waiting", 5);
      const posted = [...first, ...(await post())];
      await queueCounts(page, MAIN, "waiting", 10);
      const handled = stack.lines().filter(({ fields }) => fields.outcome !== undefined);
      expect(posted.filter((id) => handled.some(({ fields }) => fields.messageId === id))).toEqual([]);
      await page.getByRole("button", { name: "Resume" }).click();

      const outcomes = await Promise.all(posted.map((messageId) => stack.outcomeOf(messageId)));
      expect(outcomes.map(({ state }) => state)).toEqual(posted.map(() => "succeeded"));
      await queueCounts(page, MAIN, "waiting", 0);
      await page.locator('[data-polling="polling"]').waitFor();
    }));
}
