import { randomBytes } from "node:crypto";
import { expect, test } from "vitest";
import { postContact } from "../../support/post-contact.ts";
import { deliverBodies } from "../../support/raw-messages.ts";
import type { SharedStack } from "../../support/use-stack.ts";

export function traceFlows(shared: SharedStack): void {
  test("has the trace id of the request that began it, in its line at each hop", async () => {
    const { stack } = shared;
    const traceId = randomBytes(16).toString("hex");

    const messageId = await postContact(stack, { traceparent: `00-${traceId}-${"1".repeat(16)}-01` });
    await stack.outcomeOf(messageId);

    expect(traceIdsOf(shared, messageId)).toEqual({ accepted: [traceId], received: [traceId], outcome: [traceId] });
  });

  test("hands its trace id on to what its handler enqueues, also where nobody has begun a trace", async () => {
    const { stack, producer } = shared;
    const payload = { child: { type: "test:traced-child", payload: null } };

    const { messageId } = await producer.enqueue({ type: "test:parent", payload });
    await stack.outcomeOf(messageId);
    const { fields } = await stack.lineOf(
      ({ fields }) => fields.hop === "accepted" && fields.type === "test:traced-child",
    );

    // This program has no log of its own here; the worker made the same id.
    const traceId = messageId.replaceAll("-", "");
    expect(traceIdsOf(shared, messageId)).toEqual({ received: [traceId], outcome: [traceId] });
    expect(fields.traceId).toBe(traceId);
  });

  test("of a foreign producer whose traceparent is none is handled all the same", async () => {
    const { stack } = shared;
    const body = JSON.stringify({ type: "order:new", payload: { orderId: "1", customerId: "2" } });

    const [messageId = ""] = await deliverBodies(stack, [body], { traceparent: "00-nonsense" });

    expect(await stack.outcomeOf(messageId)).toMatchObject({ state: "succeeded", attempts: 1 });
  });
}

// --- internal ---

/** By hop, each trace id once: on a machine so slow that the visibility timeout passes, a message is delivered again. */
function traceIdsOf({ stack }: SharedStack, messageId: string): Record<string, unknown[]> {
  const hops = stack.lines().filter(({ fields }) => fields.messageId === messageId && fields.hop);
  const byHop = Object.groupBy(hops, ({ fields }) => String(fields.hop));
  return Object.fromEntries(
    Object.entries(byHop).map(([hop, lines = []]) => [hop, [...new Set(lines.map(({ fields }) => fields.traceId))]]),
  );
}
