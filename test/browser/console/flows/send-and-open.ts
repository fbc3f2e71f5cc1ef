import { randomUUID } from "node:crypto";
import { expect, test } from "vitest";
import type { SharedStack } from "../../../support/use-stack.ts";
import { visitConsole } from "../visit.ts";
import { headingStands, rowOf, timelineHas } from "./steps.ts";

/** From the form to the handled message, in whatever mode the stack is. */
export function sendAndOpenFlow(shared: SharedStack): void {
  test("a message sent by the form of its type is seen succeed in the list, and opened", async () => {
    const { stack } = shared;
    const orderId = randomUUID();

    await visitConsole(stack, "/send?type=order%3Anew", async (page) => {
      await page.getByLabel("orderId").fill(orderId);
      await page.getByLabel("customerId").fill("42");
      await page.getByRole("button", { name: "Send", exact: true }).click();
      const messageId = (await page.getByTestId("sent-id").textContent()) ?? "";
      await page.getByRole("link", { name: "Messages" }).click();
      const row = rowOf(page, messageId);
      await row.getByText("succeeded").waitFor();
      await row.getByRole("link").click();
      await headingStands(page, "order:new", "succeeded");

      await page.getByText(`1 attempt · ${stack.mode} · accepted`).waitFor();
      await page.getByRole("region", { name: "Payload as JSON" }).getByText(orderId).waitFor();
      await page.getByText("Order received").waitFor();
      await timelineHas(page, ["accepted", "received", "started", "succeeded"]);
      expect(await stack.outcomeOf(messageId)).toEqual({ state: "succeeded", attempts: 1, errors: [] });
    });
  });
}
