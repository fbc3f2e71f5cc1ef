import type { MessageState } from "@letsgo/console-api";
import { bodyOf, type createShipper, deliveryOf } from "./shipper.ts";

/** What the handlers know in the end. */
export interface Ledger {
  readonly states: Map<string, MessageState>;
  readonly attempts: Map<string, number>;
  succeeded: number;
  failed: number;
}

type Shipper = ReturnType<typeof createShipper>;

/** A generator of numbers from 0 to 1 that a seed decides. */
export function createRandom(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return state / 2 ** 32;
  };
}

/**
 * Tells the lives of messages: some fail at first, some for ever, some of these are redriven and then succeed. The API tells
 * of acceptance, the worker of the rest; each keeps its own order.
 */
export function tellHistory(
  count: number,
  { api, worker }: { api: Shipper; worker: Shipper },
  random: () => number,
): Ledger {
  const ledger: Ledger = { states: new Map(), attempts: new Map(), succeeded: 0, failed: 0 };
  for (let index = 0; index < count; index++) {
    const messageId = `message-${index}`;
    const at = startedAt + index * 10;
    const type = `type-${index % 7}`;
    api.tell({
      name: "accepted",
      messageId,
      traceId,
      at,
      mode: "queued",
      type,
      bytes: 100,
      body: bodyOf(type, { index }),
      attributes: { "letsgo.messageId": messageId },
    });
    const failures = random() < 0.6 ? 0 : random() < 0.5 ? 1 : 3;
    const isRedriven = failures === 3 && random() < 0.5;
    const attempts = failures === 3 ? 3 + (isRedriven ? 1 : 0) : failures + 1;
    for (let attempt = 1; attempt <= attempts; attempt++) {
      const fails = attempt <= failures;
      if (isRedriven && attempt === 4) worker.tell({ name: "redriven", messageId, at: at + 3500 });
      tellDelivery(worker, { messageId, type, at: at + attempt * 1000, attempt, fails, isLast: attempt === 3 });
      if (fails) ledger.failed += 1;
      else ledger.succeeded += 1;
    }
    ledger.attempts.set(messageId, attempts);
    ledger.states.set(messageId, failures === 3 && !isRedriven ? "failed" : "succeeded");
  }
  return ledger;
}

// --- internal ---

/** An hour ago, so that it is the dashboard's. */
const traceId = "f".repeat(32);
const startedAt = Date.now() - 1_800_000;

function tellDelivery(
  worker: Shipper,
  delivery: { messageId: string; type: string; at: number; attempt: number; fails: boolean; isLast: boolean },
): void {
  const { messageId, type, at, attempt, fails, isLast } = delivery;
  const own = deliveryOf(messageId, attempt);
  const received = { traceId, sentAt: at - 5, queueAgeMs: 5, queueArn: "arn:aws:sqs:us-west-2:000000000000:q" };
  const attributes = { "letsgo.messageId": messageId };
  worker.tell({ name: "received", ...own, at, ...received, visibleAt: at + 900, body: bodyOf(type, {}), attributes });
  worker.tell({ name: "started", ...own, at: at + 1, type });
  if (fails) {
    const error = { name: "Error", message: `Attempt ${attempt} failed` };
    worker.tell({ name: "failed", ...own, at: at + 2, type, durationMs: 1, error, willRetry: !isLast });
    worker.tell({ name: "returned", ...own, at: at + 3, reason: "reported", visibleAt: at + 900 });
  } else {
    worker.tell({ name: "succeeded", ...own, at: at + 2, type, durationMs: 1 });
    worker.tell({ name: "deleted", ...own, at: at + 3 });
  }
}
