import type { QueueSettings } from "@letsgo/config";
import type { Mode, SendRequest, Sent } from "@letsgo/console-api";
import type { createSqsClient, EnqueueOptions, Producer } from "@letsgo/queue";
import { sendBody } from "@letsgo/queue/admin";
import { ProblemError } from "@letsgo/service/express";
import { z } from "zod";

/** By what messages are sent. */
export interface Sender {
  readonly producer: Pick<Producer, "enqueue" | "enqueueMany">;
  readonly client: ReturnType<typeof createSqsClient>;
  readonly settings: QueueSettings;
  readonly mode: () => Mode;
}

/** What a send request may say. */
export const sendRequest = z.strictObject({
  type: z.string().min(1).optional(),
  payload: z.unknown().optional(),
  rawBody: z.string().min(1).optional(),
  delaySeconds: z.number().optional(),
  attributes: z.record(z.string(), z.string()).optional(),
  groupId: z.string().optional(),
  count: z.number().int().min(1).max(1000).optional(),
});

/**
 * Sends a message, or several alike, the way that the mode of the moment says.
 *
 * @throws {ProblemError} 400 where it is neither a typed nor a raw message
 * @throws {QueueError} where not one was accepted
 */
export async function send(request: SendRequest, sender: Sender): Promise<Sent> {
  const { rawBody, count = 1 } = request;
  const options = toOptions(request);
  if (rawBody !== undefined) {
    if (request.type !== undefined || request.payload !== undefined) throw bothGiven();
    return toSent(await Promise.all(Array.from({ length: count }, () => sendRaw(rawBody, options, sender))), "queued");
  }
  const { type, payload } = request;
  if (type === undefined || !Object.hasOwn(request, "payload")) throw noneGiven();
  const mode = sender.mode();
  const messages = Array.from({ length: count }, () => ({ type, payload, options }));
  const results = await sender.producer.enqueueMany(messages as never);
  return toSent(
    results.map((result) => (result.accepted ? { messageId: result.messageId } : { error: result.error })),
    mode,
  );
}

/** Sends a body as it stands, through the queue whatever the mode. */
export async function sendRaw(body: string, options: EnqueueOptions, { client, settings }: Sender): Promise<One> {
  try {
    return await sendBody(client, settings, body, options);
  } catch (error) {
    return { error: error as Error };
  }
}

/** One message's fate. */
type One = { readonly messageId: string } | { readonly error: Error };

/** @throws the first error where not one was accepted */
export function toSent(results: readonly One[], mode: Mode): Sent {
  const messageIds = results.flatMap((result) => ("messageId" in result ? [result.messageId] : []));
  const errors = results.flatMap((result, index) => ("error" in result ? [{ index, error: result.error }] : []));
  if (messageIds.length === 0 && errors[0]) throw errors[0].error;
  return { messageIds, failed: errors.map(({ index, error }) => ({ index, message: error.message })), mode };
}

// --- internal ---

function toOptions({ delaySeconds, attributes, groupId }: SendRequest): EnqueueOptions {
  return {
    ...(delaySeconds !== undefined && { delaySeconds }),
    ...(attributes !== undefined && { attributes }),
    ...(groupId !== undefined && { groupId }),
  };
}

function bothGiven(): ProblemError {
  const message = "Expected rawBody, or type and payload, got both";
  return new ProblemError({ status: 400, detail: `${message}.`, errors: [{ field: "rawBody", message }] });
}

function noneGiven(): ProblemError {
  const message = "Expected rawBody, or type and payload, got neither";
  return new ProblemError({ status: 400, detail: `${message}.`, errors: [{ field: "type", message }] });
}
