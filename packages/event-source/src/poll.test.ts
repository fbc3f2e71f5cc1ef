import { setImmediate } from "node:timers/promises";
import { expect, test } from "vitest";
import { poll } from "./poll.ts";
import type { ReceivedBatch, Receiver } from "./receiver.ts";

const queue = { queueUrl: "url", queueArn: "arn", region: "us-east-1", visibilityTimeoutSeconds: 30 };

/** A receiver that answers at once, and aborts after a thousand receives in case nothing else ends the poller. */
function receiverOf(answer: (call: number) => ReceivedBatch, stopping: AbortController) {
  let calls = 0;
  const receiver: Receiver = {
    async receive() {
      calls += 1;
      if (calls === 1_000) stopping.abort();
      return answer(calls);
    },
    drain: async () => [],
    held: () => 0,
    lastReceiveAt: () => undefined,
  };
  return { receiver, calls: () => calls };
}

test.each([true, false])("answers that are empty at once are no busy loop (long poll: %s)", async (isLongPoll) => {
  const stopping = new AbortController();
  const { receiver, calls } = receiverOf(() => ({ queue, records: [] }), stopping);

  const stopped = poll({ receiver, handle: async () => {}, isLongPoll, signal: stopping.signal });
  await setImmediate();
  stopping.abort();
  await stopped;

  expect(calls()).toBe(4);
});

test("the next receive waits until the batch before it is settled", async () => {
  const stopping = new AbortController();
  const { receiver, calls } = receiverOf(() => ({ queue, records: [{ messageId: "a" } as never] }), stopping);
  const settled = Promise.withResolvers<void>();

  const stopped = poll({ receiver, handle: () => settled.promise, isLongPoll: true, signal: stopping.signal });
  await setImmediate();
  const callsWhileBusy = calls();
  stopping.abort();
  settled.resolve();
  await stopped;

  expect(callsWhileBusy).toBe(1);
  expect(calls()).toBe(1);
});
