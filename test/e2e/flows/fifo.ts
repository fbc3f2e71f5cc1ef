import { expect, test } from "vitest";
import type { SharedStack } from "../../support/use-stack.ts";

/** The flow of a stack whose queue is a FIFO queue, and whose batches are of one message. */
export function fifoFlow(shared: SharedStack): void {
  test("handles a group in order, and a failing message blocks its group alone until it is dead", async () => {
    const { stack, producer } = shared;
    const toMessage = (type: string, groupId: string) => ({ type, payload: null, options: { groupId } });

    const results = await producer.enqueueMany([
      toMessage("test:child", "a"),
      toMessage("test:always-fails", "a"),
      toMessage("test:child", "a"),
      toMessage("test:child", "b"),
    ]);
    const ids = results.flatMap((each) => (each.accepted ? [each.messageId] : []));
    const outcomes = await Promise.all(ids.map((id) => stack.outcomeOf(id)));

    expect(outcomes.map(({ state, attempts }) => [state, attempts])).toEqual([
      ["succeeded", 1],
      ["dead", stack.settings.maxReceiveCount],
      ["succeeded", 1],
      ["succeeded", 1],
    ]);
    const [first = "", failing = "", last = "", other = ""] = ids;
    const order = stack.lines().flatMap(({ fields }) => (fields.hop === "outcome" ? [fields.messageId ?? ""] : []));
    expect(order.filter((id) => id !== other)).toEqual([first, failing, failing, failing, last]);
    expect(order.indexOf(other)).toBeLessThan(order.indexOf(last));
  });
}
