import { expect, test } from "vitest";
import type { SharedStack } from "../../support/use-stack.ts";

export function retryFlows(shared: SharedStack): void {
  test("whose handler throws twice succeeds at the third delivery when queued; direct retries nothing", async () => {
    const { stack, producer } = shared;

    const { messageId } = await producer.enqueue({ type: "test:flaky", payload: {} });
    const outcome = await stack.outcomeOf(messageId);

    expect(outcome).toMatchObject(
      stack.mode === "queued"
        ? { state: "succeeded", attempts: 3, errors: [{ receiveCount: 1 }, { receiveCount: 2 }] }
        : { state: "failed", attempts: 1, errors: [{ message: "Flaky on purpose, delivery 1" }] },
    );
  });

  test("whose handler asks to be tried again gets its second delivery when queued; direct has none and says so", async () => {
    const { stack, producer } = shared;

    const { messageId } = await producer.enqueue({ type: "test:impatient", payload: {} });
    const outcome = await stack.outcomeOf(messageId);

    expect(outcome).toMatchObject(
      stack.mode === "queued" ? { state: "succeeded", attempts: 2 } : { state: "failed", attempts: 1 },
    );
    if (stack.mode === "direct") {
      const warning = await stack.lineOf(({ fields }) => fields.level === "warn" && fields.messageId === messageId);
      expect(warning.fields.msg).toContain("retryAfter is not observed in direct mode");
    }
  });

  test("whose handler always throws is seen in the dead-letter queue after its last delivery; direct fails once", async () => {
    const { stack, producer } = shared;
    const { maxReceiveCount } = stack.settings;

    const { messageId } = await producer.enqueue({ type: "test:always-fails", payload: {} });
    const { state, attempts, errors } = await stack.outcomeOf(messageId);

    expect({ state, attempts }).toEqual(
      stack.mode === "queued" ? { state: "dead", attempts: maxReceiveCount } : { state: "failed", attempts: 1 },
    );
    // What the handler itself was given.
    expect(errors.at(-1)?.message).toBe(`Failing on purpose, receive count ${attempts}`);
  });
}
