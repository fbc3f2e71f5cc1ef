import type { Stack } from "@letsgo/testing";
import { expect } from "vitest";

/** A contact form as the page sends it, with a character above U+FFFF. */
export const contact = { name: "Ada", email: "ada@example.com", message: "Hello 👋 from the tests" };

/** Posts a contact form to the API and answers the message's id, once the API has told of it. */
export async function postContact(stack: Stack, headers: Record<string, string> = {}): Promise<string> {
  const response = await tryContact(stack.urls.api, headers);
  expect(response.status).toBe(200);
  const { messageId } = (await response.json()) as { messageId: string };
  await stack.lineOf(({ fields }) => fields.hop === "accepted" && fields.messageId === messageId);
  return messageId;
}

/** Posts a contact form to the API, whatever it answers. */
export function tryContact(apiUrl: string, headers: Record<string, string> = {}): Promise<Response> {
  return fetch(`${apiUrl}/v1/contact`, {
    method: "POST",
    headers: { "content-type": "application/json", ...headers },
    body: JSON.stringify(contact),
  });
}
