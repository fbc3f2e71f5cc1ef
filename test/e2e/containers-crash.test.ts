import { expect, test } from "vitest";
import { describeOnContainers } from "../support/containers.ts";
import { startTestStack, useStack } from "../support/use-stack.ts";
import { crashFlow } from "./flows/crash.ts";

/** Longer than a watch of other makes waits, shorter than the function timeout. */
const SLOW_MILLISECONDS = 7000;

describeOnContainers("the worker in a container, with the usual time limits", () => {
  const env = { LETSGO_WORKER_FUNCTION_TIMEOUT: "10", LETSGO_WORKER_VISIBILITY_TIMEOUT: "10" };
  const shared = useStack(() => startTestStack({ engine: "containers", mode: "queued", env }));

  crashFlow(shared);

  test("a plain stop of the service lets a handler of 7 s finish", async () => {
    const { stack, producer } = shared;
    const payload = { milliseconds: SLOW_MILLISECONDS };
    const { messageId } = await producer.enqueue({ type: "test:slow", payload });
    await stack.lineOf(({ fields }) => fields.hop === "received" && fields.messageId === messageId);

    await stack.stopService("worker");

    expect(await stack.outcomeOf(messageId)).toEqual({ state: "succeeded", attempts: 1, errors: [] });
  });
});
