import { expect, test } from "vitest";
import type { SharedStack } from "../../support/use-stack.ts";

export function enqueueFlows(shared: SharedStack): void {
  test("enqueued by a program on the host is handled", async () => {
    const { stack, producer } = shared;

    const { messageId } = await producer.enqueue({ type: "order:new", payload: { orderId: "1", customerId: "😀" } });

    expect(await stack.outcomeOf(messageId)).toMatchObject({ state: "succeeded", attempts: 1 });
  });

  test("with an emoji, and with what SQS refuses, reaches its handler as it was sent", async () => {
    const { stack, producer } = shared;

    const payload = { text: "👋\uFFFF\u0000é", codePoints: [0x1f44b, 0xffff, 0, 0xe9] };
    const { messageId } = await producer.enqueue({ type: "test:text", payload });

    expect(await stack.outcomeOf(messageId)).toEqual({ state: "succeeded", attempts: 1, errors: [] });
  });

  test("enqueued from inside a handler is handled", async () => {
    const { stack, producer } = shared;
    const type = "test:child";

    const { messageId } = await producer.enqueue({ type: "test:parent", payload: { child: { type, payload: "👶" } } });

    expect(await stack.outcomeOf(messageId)).toMatchObject({ state: "succeeded" });
    const accepted = await stack.lineOf(({ fields }) => fields.hop === "accepted" && fields.type === type);
    expect(accepted.service).toBe("worker");
    expect(await stack.outcomeOf(accepted.fields.messageId ?? "")).toMatchObject({ state: "succeeded", attempts: 1 });
  });
}
