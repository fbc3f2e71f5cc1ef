import { expect, test } from "vitest";
import type { SharedStack } from "../../support/use-stack.ts";

const MESSAGES = 20;

/** The worker's process ends by an error that nobody catches, while messages wait. */
export function crashFlow(shared: SharedStack): void {
  test("a crash in a handler is told with its message, and what waited is handled by the next process", async () => {
    const { stack, producer } = shared;
    const from = stack.lines().length;
    const enqueue = (type: string) => producer.enqueue({ type, payload: null });
    const enqueueMany = () => Promise.all(Array.from({ length: MESSAGES }, () => enqueue("test:child")));

    const before = await enqueueMany();
    const crashing = await enqueue("test:crash");
    const after = await enqueueMany();

    const fatal = await stack.lineOf(({ fields }) => fields.level === "fatal", { from });
    await stack.lineOf(({ text }) => text.includes("The service has ended by itself (exit code 1)"), { from });
    const ids = [...before, crashing, ...after].map(({ messageId }) => messageId);
    const outcomes = await Promise.all(ids.map((messageId) => stack.outcomeOf(messageId)));

    expect(fatal.fields).toMatchObject({ service: "worker", messageId: crashing.messageId, type: "test:crash" });
    expect(outcomes.map(({ state }) => state)).toEqual(ids.map(() => "succeeded"));
  });
}
