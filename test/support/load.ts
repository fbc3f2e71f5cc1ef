import { setInterval as every } from "node:timers/promises";
import type { Stack } from "@letsgo/testing";
import { tryContact } from "./post-contact.ts";

const RATE_PER_SECOND = 50;

/** Sends contact forms at a steady rate until it is ended; at the latest when it is disposed of. */
export function startLoad(stack: Stack) {
  const ending = new AbortController();
  const requests: Promise<{ status: number; messageId: string }>[] = [];
  const sending = (async () => {
    for await (const _ of every(1000 / RATE_PER_SECOND)) {
      if (ending.signal.aborted) return;
      requests.push(contactOnce(stack));
    }
  })();
  const end = async () => {
    ending.abort();
    await sending;
    const answers = await Promise.all(requests);
    return { statuses: answers.map(({ status }) => status), messageIds: answers.map(({ messageId }) => messageId) };
  };
  return { end, [Symbol.asyncDispose]: async () => void (await end()) };
}

/** Those of the messages that no handler has succeeded with so far. */
export function unhandledOf(stack: Stack, messageIds: readonly string[]): readonly string[] {
  const lines = stack.lines().filter(({ fields }) => fields.outcome === "succeeded");
  const handled = new Set(lines.map(({ fields }) => fields.messageId));
  return messageIds.filter((messageId) => !handled.has(messageId));
}

/** How each of the messages was sent, as the API told it. */
export function acceptedModesOf(stack: Stack, messageIds: readonly string[]): readonly unknown[] {
  const wanted = new Set<unknown>(messageIds);
  return stack
    .lines()
    .filter(({ fields }) => fields.hop === "accepted" && wanted.has(fields.messageId))
    .map(({ fields }) => fields.mode);
}

// --- internal ---

async function contactOnce(stack: Stack): Promise<{ status: number; messageId: string }> {
  const response = await tryContact(stack.urls.api);
  const { messageId = "" } = (await response.json()) as { messageId?: string };
  return { status: response.status, messageId };
}
