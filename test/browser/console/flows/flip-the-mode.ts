import { expect, test } from "vitest";
import { eventually } from "../../../support/eventually.ts";
import { setLive } from "../../../support/live-folder.ts";
import { acceptedModesOf, startLoad, unhandledOf } from "../../../support/load.ts";
import type { SharedStack } from "../../../support/use-stack.ts";
import { visitConsole } from "../visit.ts";

/** The switch in the page's header. */
export function flipTheModeFlow(shared: SharedStack): void {
  test("the page's switch flips the mode under load: no request fails, no message is lost, both ways are taken", async () => {
    const { stack } = shared;
    await using load = startLoad(stack);

    await visitConsole(stack, "/messages", async (page) => {
      const isTaken = (mode: string, from: number) =>
        stack.lineOf(({ fields }) => fields.hop === "accepted" && fields.mode === mode, { from });
      await setLive(stack);
      await page.locator('input[value="queued"]:checked').waitFor({ state: "attached" });
      for (const mode of ["direct", "queued"]) {
        const before = stack.lines().length;
        await page.getByRole("radiogroup", { name: "Mode" }).getByText(mode).click();
        await page.getByText(`Mode is ${mode} now.`).waitFor();
        await isTaken(mode, before);
      }
      const before = stack.lines().length;
      await page.getByRole("button", { name: "Undo" }).last().click();
      await page.locator('input[value="direct"]:checked').waitFor({ state: "attached" });
      await isTaken("direct", before);
      await page.locator("[data-message-id]").first().waitFor();
    });
    const { statuses, messageIds } = await load.end();

    expect(new Set(statuses)).toEqual(new Set([200]));
    await eventually("what is not handled", () => unhandledOf(stack, messageIds), []);
    expect(new Set(acceptedModesOf(stack, messageIds))).toEqual(new Set(["direct", "queued"]));
  });
}
