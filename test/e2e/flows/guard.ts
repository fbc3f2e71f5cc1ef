import type { LogLine } from "@letsgo/testing";
import { expect, test } from "vitest";
import { contact, postContact } from "../../support/post-contact.ts";
import { postRaw } from "../../support/raw-request.ts";
import type { SharedStack } from "../../support/use-stack.ts";

const record = { messageId: "hostile", body: JSON.stringify({ type: "letsgo:contact", payload: contact }) };

export function guardFlows(shared: SharedStack): void {
  test.each([
    ["of a page elsewhere", { origin: "http://evil.example" }],
    ["for a rebound name", { host: "evil.example:3001" }],
  ])("%s is refused by web, API and worker, and nothing is enqueued", async (_, headers) => {
    const { stack } = shared;
    const before = idsOf(stack.lines());

    const statuses = await Promise.all([
      postRaw(`${stack.urls.web}/v1/contact`, { headers, body: JSON.stringify(contact) }),
      postRaw(`${stack.urls.api}/v1/contact`, { headers, body: JSON.stringify(contact) }),
      postRaw(stack.urls.worker, { headers, body: JSON.stringify({ Records: [record] }) }),
    ]);
    // A message that comes after them: when it is handled, theirs would have been.
    const messageId = await postContact(stack);
    await stack.outcomeOf(messageId);

    expect(statuses).toEqual([403, 403, 403]);
    // A line of an earlier message may still be on its way here; a message that came since has an id of its own.
    const since = [...idsOf(stack.lines())].filter((id) => !before.has(id));
    expect(since).toEqual([messageId]);
  });
}

// --- internal ---

/** The messages that the lines tell of. Each was handled before its test ended, so that none is unknown then. */
function idsOf(lines: readonly LogLine[]): Set<string> {
  return new Set(lines.flatMap(({ fields }) => (fields.hop && fields.messageId ? [fields.messageId] : [])));
}
