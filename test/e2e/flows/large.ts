import { expect, test } from "vitest";
import type { SharedStack } from "../../support/use-stack.ts";

/** More than SQS takes (1,048,576 bytes). */
const LENGTH = 1_500_000;

export function largeFlows(shared: SharedStack): void {
  test("whose payload is too large for the queue travels by S3 and reaches its handler whole", async () => {
    const { stack, producer } = shared;

    const payload = { length: LENGTH, text: "x".repeat(LENGTH) };
    const { messageId } = await producer.enqueue({ type: "test:large", payload });

    expect(await stack.outcomeOf(messageId)).toEqual({ state: "succeeded", attempts: 1, errors: [] });
  });
}
