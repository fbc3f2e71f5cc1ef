import { consolePaths, type MessageDetail, type PurgeRequest, type SendRequest, type Sent } from "@letsgo/console-api";
import type { Stack } from "@letsgo/testing";
import type { Locator, Page } from "playwright-core";
import { expect } from "vitest";

/** Longer than any wait of one flow takes on a slow machine. */
export const DEADLINE_MS = 30_000;

/** A message's row in the list. */
export function rowOf(page: Page, messageId: string): Locator {
  return page.getByRole("row").filter({ has: page.locator(`[data-message-id="${messageId}"]`) });
}

/** Waits until an opened message is in this state. */
export async function headingStands(page: Page, type: string, state: string): Promise<void> {
  const header = page.locator("main header").filter({ has: page.getByRole("heading", { name: type }) });
  await header.locator(`[data-state="${state}"]`).waitFor();
}

/** Waits until an opened message's timeline has all of these. */
export async function timelineHas(page: Page, wanted: readonly string[]): Promise<void> {
  for (const what of wanted) await page.locator(`li[data-what="${what}"]`).first().waitFor();
}

/** Waits until a queue's card on the page counts so many. */
export async function queueCounts(page: Page, queue: string, what: string, count: number): Promise<void> {
  const counts = page.getByRole("region", { name: queue }).locator("dl > div");
  const counted = counts.filter({ hasText: what }).locator("dd");
  await expect.poll(() => counted.textContent(), { timeout: DEADLINE_MS, message: what }).toBe(String(count));
}

/** Sends a message as the page's form does; answers its id. */
export async function sendByConsole(stack: Stack, type: string, payload: unknown): Promise<string> {
  const response = await post(stack, consolePaths.messages, { type, payload } satisfies SendRequest);
  const { messageIds } = (await response.json()) as Sent;
  return messageIds[0] ?? "";
}

/** Deletes all dead letters. */
export async function emptyDlq(stack: Stack): Promise<void> {
  await post(stack, consolePaths.purge("dlq"), { confirm: stack.settings.dlqName } satisfies PurgeRequest);
}

/** What the console keeps of a message; undefined where it knows nothing of it. */
export async function keptOf(stack: Stack, messageId: string): Promise<MessageDetail | undefined> {
  const response = await fetch(stack.urls.console + consolePaths.message(messageId));
  return response.ok ? ((await response.json()) as MessageDetail) : undefined;
}

// --- internal ---

function post(stack: Stack, path: string, request: object): Promise<Response> {
  const headers = { "content-type": "application/json" };
  return fetch(stack.urls.console + path, { method: "POST", headers, body: JSON.stringify(request) });
}
