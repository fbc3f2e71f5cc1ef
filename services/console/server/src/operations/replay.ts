import { MASK, SHORTENED } from "@letsgo/activity";
import type { ReplayRequest, Sent } from "@letsgo/console-api";
import type { EnqueueOptions } from "@letsgo/queue";
import { peekMessages } from "@letsgo/queue/admin";
import { ProblemError } from "@letsgo/service/express";
import { z } from "zod";
import { isClaimed, toReplayable } from "../queries/replayable.ts";
import type { QueueWatch } from "../queues/queue-watch.ts";
import type { MessageRow } from "../store/rows.ts";
import type { Store } from "../store/store.ts";
import { type Sender, sendRaw, toSent } from "./send.ts";

/** What a replay request may say. */
export const replayRequest = z.strictObject({ payload: z.unknown().optional(), delaySeconds: z.number().optional() });

/** By what messages are replayed. */
export interface Replayer extends Sender {
  readonly store: Store;
  readonly queues: Pick<QueueWatch, "whereLies">;
}

/**
 * Sends a message again: with its own body where the request has no payload, else with that one. The copy is a message of
 * its own that names its original.
 *
 * @throws {ProblemError} 404 where it is not kept; 409 where its own body cannot be had whole; 400 where fields are masked
 */
export async function replay(messageId: string, request: ReplayRequest, replayer: Replayer): Promise<Sent> {
  const { store, queues, settings } = replayer;
  const row = store.database.prepare("SELECT * FROM messages WHERE id = ?").get(messageId) as MessageRow | undefined;
  if (!row)
    throw new ProblemError({ status: 404, detail: `Expected a message that the console keeps, got ${messageId}.` });
  const options = {
    ...toOptions(row),
    ...(request.delaySeconds !== undefined && { delaySeconds: request.delaySeconds }),
  };
  if (Object.hasOwn(request, "payload")) return await replayEdited(row, request.payload, { options, replayer });
  const lies = await queues.whereLies(messageId);
  const { asItIs, reason } = toReplayable(row, lies);
  if (!asItIs) throw new ProblemError({ status: 409, detail: reason ?? "" });
  if (isClaimed(row))
    return await sendAgain(`{"type":${JSON.stringify(row.type)},"payload":${row.payload}}`, { options, replayer });
  const name = lies === "dlq" ? settings.dlqName : settings.queueName;
  const lying = lies && (await peekMessages(settings, name))?.find((message) => message.messageId === messageId);
  const body = lying?.body ?? row.body ?? "";
  return await sendAgain(body, { options, replayer });
}

// --- internal ---

interface Sending {
  readonly options: EnqueueOptions;
  readonly replayer: Replayer;
}

/** A message goes the way of the mode; what is none goes as it stands, and fails as it did. */
async function sendAgain(body: string, { options, replayer }: Sending): Promise<Sent> {
  const message = toMessage(body);
  if (!message) return toSent([await sendRaw(body, options, replayer)], "queued");
  const mode = replayer.mode();
  return toSent([await replayer.producer.enqueue(message, options)], mode);
}

async function replayEdited(row: MessageRow, payload: unknown, { options, replayer }: Sending): Promise<Sent> {
  if (JSON.stringify(payload)?.includes(MASK)) {
    const message = `Expected the secret fields to be filled in, got ${MASK}`;
    throw new ProblemError({ status: 400, detail: `${message}.`, errors: [{ field: "payload", message }] });
  }
  const why = row.type === null ? "tells no type" : row.type.endsWith(SHORTENED) ? "has a type that is too long" : null;
  if (why) throw new ProblemError({ status: 409, detail: `Its body ${why}. Send a message of your own instead.` });
  const mode = replayer.mode();
  return toSent([await replayer.producer.enqueue({ type: row.type, payload } as never, options)], mode);
}

/** The caller's own attributes go along; identity, trace and due time are the copy's. */
function toOptions({ id, attributes }: MessageRow): EnqueueOptions {
  const own = Object.entries(attributes === null ? {} : (JSON.parse(attributes) as Record<string, string>)).filter(
    ([name, value]) =>
      !/^(letsgo\..*|traceparent|tracestate)$/.test(name) && value !== MASK && !value.endsWith(SHORTENED),
  );
  return { replayOf: id, ...(own.length > 0 && { attributes: Object.fromEntries(own.slice(0, 4)) }) };
}

function toMessage(body: string): { type: string; payload: unknown } | undefined {
  try {
    const parsed = JSON.parse(body) as { type?: unknown };
    const isMessage = typeof parsed?.type === "string" && parsed.type !== "" && Object.hasOwn(parsed, "payload");
    return isMessage ? (parsed as { type: string; payload: unknown }) : undefined;
  } catch {
    return undefined;
  }
}
