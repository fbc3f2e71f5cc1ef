import { randomUUID } from "node:crypto";
import type { Redrive } from "@letsgo/console-api";
import type { Page } from "playwright-core";
import { expect, test } from "vitest";
import { eventually } from "../../../support/eventually.ts";
import { openGate } from "../../../support/live-folder.ts";
import type { SharedStack } from "../../../support/use-stack.ts";
import { visitConsole } from "../visit.ts";
import { emptyDlq, keptOf, queueCounts, timelineHas } from "./steps.ts";

const DLQ = "Dead-letter queue";
const COUNT = 60;

/** Dead letters that came to be by failing. */
export function redriveAndPurgeFlow(shared: SharedStack): void {
  test("once their fault is mended, all dead letters are redriven, with progress told, and succeed", () =>
    visitConsole(shared.stack, "/queues", async (page) => {
      const { stack } = shared;
      const gate = `mended-${randomUUID()}`;
      const dead = await letDie(shared, gate, COUNT);
      await queueCounts(page, DLQ, "dead letters", COUNT);
      openGate(stack, gate);
      const told = await noteProgress(page);
      await page.getByRole("button", { name: "Redrive all" }).click();
      await page.getByRole("dialog").getByRole("button", { name: "Redrive" }).click();
      await page
        .getByTestId("redrive")
        .filter({ hasText: `Redriven: ${COUNT} of ${COUNT}` })
        .waitFor();

      const moved = told.map((redrive) => redrive.moved);
      expect(moved).toEqual(moved.toSorted((a, b) => a - b));
      expect(told[0]).toMatchObject({ state: "running", moved: 0, total: COUNT });
      expect(told.at(-1)).toMatchObject({ state: "done", moved: COUNT });
      await queueCounts(page, DLQ, "dead letters", 0);
      const unhandled = async () => {
        const kept = await Promise.all(dead.map((messageId) => keptOf(stack, messageId)));
        return kept.filter((message) => message?.state !== "succeeded").map((message) => message?.messageId);
      };
      await eventually("what has not succeeded", unhandled, []);
      await page.goto(`${stack.urls.console}/messages/${dead[0]}`);
      await timelineHas(page, ["moved to DLQ", "succeeded"]);
    }));

  test("the dead-letter queue is purged once its name is typed, and its messages are shown as deleted", () =>
    visitConsole(shared.stack, "/queues", async (page) => {
      const dead = await letDie(shared, `shut-${randomUUID()}`, 3);
      await queueCounts(page, DLQ, "dead letters", 3);
      const { dlqName } = shared.stack.settings;
      await page.getByRole("region", { name: DLQ }).getByRole("button", { name: "Purge…" }).click();
      const purge = page.getByRole("button", { name: "Delete everything in it" });
      expect(await purge.isDisabled()).toBe(true);
      await page.getByLabel(`Type ${dlqName} to confirm`).fill(dlqName);
      await purge.click();
      await page.getByText(`Purged ${dlqName}: 3 messages deleted.`).waitFor();

      await queueCounts(page, DLQ, "dead letters", 0);
      const states = async () => {
        const kept = await Promise.all(dead.map((messageId) => keptOf(shared.stack, messageId)));
        return kept.map((message) => message?.state);
      };
      await eventually("the states of what was purged", states, ["deleted", "deleted", "deleted"]);
    }));
}

// --- internal ---

/** Has nothing in the dead-letter queue but messages whose handler fails as long as the gate is shut. */
async function letDie({ stack, producer }: SharedStack, gate: string, count: number): Promise<string[]> {
  // A visit that was disturbed has left some.
  await emptyDlq(stack);
  const messages = Array.from({ length: count }, () => ({ type: "test:gated", payload: { gate } }));
  const sent = await Promise.all(messages.map((message) => producer.enqueue(message)));
  const outcomes = await Promise.all(sent.map(({ messageId }) => stack.outcomeOf(messageId)));
  expect(new Set(outcomes.map(({ state }) => state))).toEqual(new Set(["dead"]));
  return sent.map(({ messageId }) => messageId);
}

/** Notes from now on what the page's stream tells of redrives: a quick one may be drawn at its end only. */
async function noteProgress(page: Page): Promise<readonly Redrive[]> {
  const told: Redrive[] = [];
  const session = await page.context().newCDPSession(page);
  session.on("Network.eventSourceMessageReceived", ({ eventName, data }) => {
    if (eventName === "redrive") told.push(JSON.parse(data) as Redrive);
  });
  await session.send("Network.enable");
  return told;
}
