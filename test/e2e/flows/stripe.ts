import type { LogLine, Stack } from "@letsgo/testing";
import Stripe from "stripe";
import { expect, test } from "vitest";
import { type SharedStack, STRIPE_TEST_KEY } from "../../support/use-stack.ts";

export function stripeFlows(shared: SharedStack): void {
  test("of Stripe's webhook reaches its own handler; a forged one is refused and nothing is enqueued", async () => {
    const { stack } = shared;

    const forged = await postEvent(stack, "evt_forged", "whsec_of_somebody_else");
    const genuine = await postEvent(stack, "evt_genuine", STRIPE_TEST_KEY);

    expect(forged.status).toBe(400);
    expect(genuine.status).toBe(201);
    const { messageId } = (await genuine.json()) as { messageId: string };
    expect(await stack.outcomeOf(messageId)).toMatchObject({ state: "succeeded", attempts: 1 });
    expect(stack.lines()).toContainEqual(
      expect.objectContaining({
        service: "worker",
        fields: expect.objectContaining({ msg: "Invoice paid", messageId, stripeEventId: "evt_genuine" }),
      }),
    );
    await stack.lineOf(isAcceptedStripe);
    expect(stack.lines().filter(isAcceptedStripe)).toHaveLength(1);
  });
}

// --- internal ---

function postEvent(stack: Stack, id: string, secret: string): Promise<Response> {
  const payload = JSON.stringify({
    id,
    object: "event",
    type: "invoice.paid",
    data: { object: { id: "in_1", object: "invoice", currency: "eur", amount_paid: 4200 } },
  });
  const signature = Stripe.webhooks.generateTestHeaderString({ payload, secret });
  return fetch(`${stack.urls.api}/v1/stripe/webhook/test`, {
    method: "POST",
    headers: { "content-type": "application/json", "stripe-signature": signature },
    body: payload,
  });
}

function isAcceptedStripe({ fields }: LogLine): boolean {
  return fields.hop === "accepted" && fields.type === "letsgo:stripe";
}
