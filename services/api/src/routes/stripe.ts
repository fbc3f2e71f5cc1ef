import type { Producer } from "@letsgo/queue";
import { allowOnly, ProblemError } from "@letsgo/service/express";
import { MessageType, type StripeMessage } from "@letsgo/types";
import express, { type RequestHandler, Router } from "express";
import Stripe from "stripe";
import type { StripeKeys } from "../config.ts";

/** Most bytes of a webhook's body; what a message may weigh in the end is the queue's to say. */
export const MAX_STRIPE_BODY_BYTES = 1024 * 1024;

/** How far a signature's time may be from now, either way, in seconds: Stripe's own advice against replay. https://docs.stripe.com/webhooks#replay-attacks */
export const SIGNATURE_TOLERANCE_SECONDS = 300;

type StripeMode = keyof StripeKeys;

/** `POST /v1/stripe/webhook/{test,live}`, and `/v1/stripe/webhook` as the test one: Stripe's events. */
export function stripeRoute(parts: { enqueue: Producer["enqueue"]; stripeKeys: StripeKeys }): Router {
  const router = Router();
  for (const [path, mode] of webhooks) {
    router
      .route(`/stripe/webhook${path}`)
      .post(requireKey(parts.stripeKeys, mode), readRawBody, takeEvent(parts, mode))
      .all(allowOnly("POST"));
  }
  return router;
}

// --- internal ---

const webhooks: ReadonlyArray<readonly [path: string, mode: StripeMode]> = [
  ["", "TEST"],
  ["/test", "TEST"],
  ["/live", "LIVE"],
];

/** The signature is over the bytes as sent, so they are taken whatever their content type says. */
const readRawBody = express.raw({ type: () => true, limit: MAX_STRIPE_BODY_BYTES });

function requireKey(stripeKeys: StripeKeys, mode: StripeMode): RequestHandler {
  return (_request, _response, next) => {
    if (stripeKeys[mode] !== undefined) return next();
    throw new ProblemError({
      status: 501,
      detail: `Expected LETSGO_STRIPE_${mode}_WEBHOOK_KEY to be set, got none. Set it to the webhook's signing secret (whsec_…).`,
    });
  };
}

function takeEvent(parts: { enqueue: Producer["enqueue"]; stripeKeys: StripeKeys }, mode: StripeMode): RequestHandler {
  return async (request, response) => {
    const event = verify(request.body, request.headers["stripe-signature"], parts.stripeKeys[mode] ?? "");
    const payload = { ...event, stripeMode: mode } as unknown as StripeMessage["payload"];
    const { messageId } = await parts.enqueue({ type: MessageType.Stripe, payload });
    response.status(201).json({ messageId });
  };
}

function verify(body: unknown, signature: string | string[] | undefined, key: string): Stripe.Event {
  const bytes = body instanceof Uint8Array ? body : new Uint8Array();
  const header = String(signature ?? "");
  try {
    const event = Stripe.webhooks.constructEvent(bytes, header, key, SIGNATURE_TOLERANCE_SECONDS);
    if (secondsAheadOf(header) <= SIGNATURE_TOLERANCE_SECONDS) return event;
  } catch (error) {
    throw refusalOf(wordsOf(error));
  }
  throw refusalOf(`a signature of more than ${SIGNATURE_TOLERANCE_SECONDS} seconds ahead. Set the clocks right.`);
}

/** The library looks at the past only. As it does, the last `t` counts. */
function secondsAheadOf(header: string): number {
  const timestamp = header.split(",").findLast((part) => part.startsWith("t="));
  return Number.parseInt(timestamp?.slice(2) ?? "", 10) - Date.now() / 1000;
}

/** Without its cause, whose text or fields hold the body, which belongs into no log. */
function refusalOf(got: string): ProblemError {
  return new ProblemError({ status: 400, detail: `Expected a signed Stripe event, got: ${got}` });
}

/** Stripe's errors explain themselves over many lines; the first says what is wrong. JSON's quote the body. */
function wordsOf(error: unknown): string {
  const isStripes = error instanceof Stripe.errors.StripeSignatureVerificationError;
  return isStripes ? (error.message.split("\n", 1)[0] ?? "") : "a body that is not JSON, or no event of a webhook.";
}
