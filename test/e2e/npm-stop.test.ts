import { tmpdir } from "node:os";
import path from "node:path";
import { createProducer } from "@letsgo/queue";
import { expect, test } from "vitest";
import { describeOnContainers } from "../support/containers.ts";
import { containersOf, hasNetwork, hasVolume } from "../support/containers-of.ts";
import { runScript } from "../support/run-script.ts";
import { startTestStack } from "../support/use-stack.ts";

describeOnContainers("npm stop", () => {
  test("lets a running handler end, says what was left and leaves the console's data alone", async () => {
    await using stack = await startTestStack({ engine: "containers", mode: "queued" });
    const producer = createProducer({ settings: stack.settings });
    const dead = await producer.enqueue({ type: "test:always-fails", payload: null });
    await stack.outcomeOf(dead.messageId);
    for (const delaySeconds of [600, 900])
      await producer.enqueue({ type: "test:child", payload: null }, { delaySeconds });
    const running = await producer.enqueue({ type: "test:slow", payload: { milliseconds: 1500 } });
    await stack.lineOf(({ fields }) => fields.hop === "received" && fields.messageId === running.messageId);
    await producer.close();

    const said = await runScript("stop", {
      ...stack.environment,
      COMPOSE_PROJECT_NAME: stack.name,
      LETSGO_STATE_DIR: path.join(tmpdir(), stack.name),
    });

    expect(await stack.outcomeOf(running.messageId)).toEqual({ state: "succeeded", attempts: 1, errors: [] });
    expect(said).toContain("Left in the queue: 2 messages; in the dead-letter queue: 1 message.");
    expect(await containersOf(stack.name)).toEqual(new Map());
    expect(await hasNetwork(stack.name)).toBe(false);
    expect(await hasVolume(stack.name)).toBe(true);
    await stack[Symbol.asyncDispose]();
    expect(await hasVolume(stack.name)).toBe(false);
  });
});
