import type { ShippedEvent } from "@letsgo/activity/shipped";
import { bodyOf, deliveryOf, type Told } from "../../../services/console/server/test/shipper.ts";

type Tell = (event: Told) => void;

/** The message whose every attempt failed; its payload and error try to be markup. */
export const failedId = "7d1f0c52-0000-4000-8000-00000000dead";
export const hostile = '<img src=x onerror="window.hacked=true"><script>window.hacked=true</script>';

const traceId = "4bf92f3577b34da6a3ce929d0e0e4736";

/** The life of many messages over the last minutes: most succeed, some on a second try. */
export function tellManyLives(tell: Tell, count: number, minutes = 14): void {
  const types = ["order:new", "letsgo:contact", "letsgo:stripe", "letsgo:tenant:new", "invoice:send"];
  for (let index = 0; index < count; index++) {
    const messageId = `${index.toString(16).padStart(8, "0")}-1111-4111-8111-111111111111`;
    const type = types[(index * 7) % 5] ?? "order:new";
    const at = Date.now() - minutes * 60_000 + Math.floor((index * minutes * 60_000) / count);
    tellAccepted(tell, { messageId, type, at, payload: { orderId: String(index), customerId: `c-${index % 97}` } });
    const fails = index % 9 === 4;
    if (fails)
      tellAttempt(tell, { messageId, type, at: at + 6, attempt: 1, error: { name: "Error", message: "Bad gateway" } });
    tellAttempt(tell, { messageId, type, at: at + (fails ? 2_000 : 8 + (index % 40)), attempt: fails ? 2 : 1 });
  }
}

/** One message that failed three times, with causes, logs, and hostile text everywhere. */
export function tellFailedLife(tell: Tell, at = Date.now() - 60_000): void {
  const type = "order:new";
  const payload = {
    orderId: "123",
    customer: { id: "c-42", name: hostile, tags: ["first", "vip"], address: null },
    total: 1299.5,
    express: true,
    card: { number: "[masked]", token: "[masked]" },
  };
  tellAccepted(tell, { messageId: failedId, type, at, payload, masked: ["payload.card.number", "payload.card.token"] });
  for (const attempt of [1, 2, 3]) {
    const own = deliveryOf(failedId, attempt);
    const startedAt = at + attempt * 2_200;
    tellAttempt(tell, {
      messageId: failedId,
      type,
      at: startedAt,
      attempt,
      error: {
        name: "PaymentError",
        message: `Expected the card to be charged, got 502 ${hostile}`,
        code: "PAYMENT_FAILED",
        stack: stackOf("PaymentError: Expected the card to be charged, got 502"),
        cause: {
          name: "FetchError",
          message: "socket hang up",
          code: "ECONNRESET",
          stack: stackOf("FetchError: socket hang up"),
        },
      },
      isLast: attempt === 3,
      durationMs: 340 + attempt * 90,
    });
    const log = { name: "logged", messageId: failedId, deliveryId: own.deliveryId } as const;
    tell({ ...log, at: startedAt + 5, level: "info", text: "Charging the card", fields: '{"amount":1299.5}' });
    tell({ ...log, at: startedAt + 90, level: "warn", text: `Gateway answered 502, trying once more ${hostile}` });
  }
  // Its worker has given it up: what awaits the dead-letter queue and lies in no queue would soon be told as gone.
  tell({ name: "deleted", ...deliveryOf(failedId, 3), at: at + 9_000 });
  tellAccepted(tell, {
    messageId: "cccccccc-0000-4000-8000-000000000001",
    type: "invoice:send",
    at: at + 2_300,
    payload: { orderId: "123" },
    parentMessageId: failedId,
  });
}

/** `enqueue` has sent it. */
export function tellAccepted(
  tell: Tell,
  life: {
    messageId: string;
    type: string;
    at: number;
    payload: unknown;
    parentMessageId?: string;
    masked?: string[];
    mode?: "direct" | "queued";
  },
): void {
  const { messageId, type, at, payload, masked = [], parentMessageId, mode = "queued" } = life;
  const body = { ...bodyOf(type, payload), masked };
  tell({
    name: "accepted",
    messageId,
    traceId,
    at,
    mode,
    type,
    bytes: body.bytes + 80,
    sqsMessageId: messageId,
    body,
    attributes: { "letsgo.messageId": messageId, traceparent: `00-${traceId}-00f067aa0ba902b7-01`, tenant: "acme" },
    ...(parentMessageId && { parentMessageId }),
  });
}

/** The handler has had it, in direct mode. */
export function tellSucceeded(
  tell: Tell,
  { messageId, type, at }: { messageId: string; type: string; at: number },
): void {
  tellAttempt(tell, { messageId, type, at, attempt: 1, mode: "direct" });
}

// --- internal ---

const arn = "arn:aws:sqs:us-west-2:000000000000:letsgo-main-worker";

function tellAttempt(
  tell: Tell,
  life: {
    messageId: string;
    type: string;
    at: number;
    attempt: number;
    error?: Extract<ShippedEvent, { name: "failed" }>["error"];
    isLast?: boolean;
    durationMs?: number;
    mode?: "direct" | "queued";
  },
): void {
  const { messageId, type, at, attempt, error, isLast = false, durationMs = 12 + (at % 60), mode } = life;
  const own = deliveryOf(messageId, attempt, mode);
  const received = { sentAt: at - 20, queueAgeMs: 20 + (at % 30), queueArn: arn, visibleAt: at + 10_000 };
  tell({
    name: "received",
    traceId,
    ...own,
    at,
    ...received,
    body: bodyOf(type, { orderId: "1" }),
    attributes: { "letsgo.messageId": messageId },
  });
  tell({ name: "started", ...own, at: at + 2, type });
  const endedAt = at + 2 + durationMs;
  if (error) {
    tell({ name: "failed", ...own, at: endedAt, type, durationMs, error, willRetry: !isLast });
    tell({ name: "returned", ...own, at: endedAt + 1, reason: "reported", visibleAt: endedAt + 2_000 });
    return;
  }
  tell({ name: "succeeded", ...own, at: endedAt, type, durationMs });
  tell({ name: "deleted", ...own, at: endedAt + 3 });
}

function stackOf(first: string): string {
  return [
    first,
    "    at chargeCard (file:///app/services/worker/src/handlers/order-new.ts:41:11)",
    "    at process.processTicksAndRejections (node:internal/process/task_queues:105:5)",
    "    at async handleOrder (file:///app/services/worker/src/handlers/order-new.ts:17:3)",
    "    at async dispatch (file:///app/services/worker/src/dispatch.ts:28:5)",
  ].join("\n");
}
