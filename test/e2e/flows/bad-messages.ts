import { expect, test } from "vitest";
import { deliverBodies } from "../../support/raw-messages.ts";
import type { SharedStack } from "../../support/use-stack.ts";

const bad = [
  ["an unknown type", JSON.stringify({ type: "nobody:knows", payload: {} }), /nobody:knows/],
  ["malformed JSON", '{"type":', /malformed-json/],
  ["an invalid payload", JSON.stringify({ type: "letsgo:contact", payload: { name: "Ada" } }), /payload\.email/],
] as const;
const good = JSON.stringify({ type: "order:new", payload: { orderId: "1", customerId: "2" } });

export function badMessageFlows(shared: SharedStack): void {
  test("that cannot be handled fails alone, with its reason; the rest of its batch is handled", async () => {
    const { stack } = shared;
    const { maxReceiveCount } = stack.settings;
    const attempts = stack.mode === "queued" ? maxReceiveCount : 1;

    const ids = await deliverBodies(stack, [good, ...bad.map(([, body]) => body), good]);
    const outcomes = await Promise.all(ids.map((id) => stack.outcomeOf(id)));

    expect(outcomes.at(0)).toEqual({ state: "succeeded", attempts: 1, errors: [] });
    expect(outcomes.at(-1)).toEqual({ state: "succeeded", attempts: 1, errors: [] });
    for (const [index, [what, , reason]] of bad.entries()) {
      const outcome = outcomes[index + 1];
      expect(outcome?.state, what).toBe(stack.mode === "queued" ? "dead" : "failed");
      // Told once a delivery: no error is missing, none comes twice.
      expect(outcome?.errors, what).toHaveLength(attempts);
      expect(outcome?.errors.at(-1)?.receiveCount, what).toBe(attempts);
      for (const { message } of outcome?.errors ?? []) expect(message, what).toMatch(reason);
    }
  });
}
