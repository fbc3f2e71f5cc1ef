import { randomUUID } from "node:crypto";
import type { Mode } from "@letsgo/console-api";
import type { Page } from "playwright-core";
import { expect, test } from "vitest";
import { openGate, setLive } from "../../../support/live-folder.ts";
import type { SharedStack } from "../../../support/use-stack.ts";
import { visitConsole } from "../visit.ts";
import { headingStands, rowOf, timelineHas } from "./steps.ts";

/** Each state lasts until it was seen: the poller is paused, the handler held. Only the delay ends by itself. */
const DELAY_SECONDS = 5;

/** A message on its way, state by state. */
export function watchStatesFlow(shared: SharedStack): void {
  test.each(["queued", "direct"] as const)(
    "a message is watched from state to state without a reload, and opened (%s)",
    (mode) =>
      visitConsole(shared.stack, "/send?type=test%3Aheld&as=json", async (page) => {
        const { stack } = shared;
        const gate = `held-${randomUUID()}`;
        await setLive(stack, { mode, paused: mode === "queued" });
        await page.evaluate("window.isSamePage = true");
        const messageId = await send(page, gate, mode);
        const row = rowOf(page, messageId);
        const stands = (state: string) => row.getByText(state, { exact: true }).waitFor();

        if (mode === "queued") {
          await stands("delayed");
          await stands("waiting");
          await setLive(stack, { mode });
        }
        await stands("in flight");
        openGate(stack, gate);
        await stands("succeeded");
        await row.getByRole("link").click();
        await headingStands(page, "test:held", "succeeded");

        await page.getByText(`1 attempt · ${mode} · accepted`).waitFor();
        await timelineHas(page, ["accepted", "received", "started", "succeeded"]);
        expect(await page.evaluate("window.isSamePage")).toBe(true);
      }),
  );
}

// --- internal ---

/** Sends it by the form and goes to the list. */
async function send(page: Page, gate: string, mode: Mode): Promise<string> {
  await page.locator(`input[value="${mode}"]:checked`).waitFor({ state: "attached" });
  await page.getByLabel("Payload, as JSON").fill(JSON.stringify({ gate }));
  if (mode === "queued") await page.getByLabel("Delay, in seconds").fill(String(DELAY_SECONDS));
  await page.getByRole("button", { name: "Send", exact: true }).click();
  const messageId = (await page.getByTestId("sent-id").textContent()) ?? "";
  await page.getByRole("link", { name: "Messages" }).click();
  return messageId;
}
