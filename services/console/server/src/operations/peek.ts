import type { Shown } from "@letsgo/activity";
import type { QueueSettings } from "@letsgo/config";
import type { Peeked, QueueRole } from "@letsgo/console-api";
import { peekMessages } from "@letsgo/queue/admin";
import { ProblemError } from "@letsgo/service/express";
import { typeOf } from "../store/remember-body.ts";
import { nameOf } from "./delete-and-purge.ts";

/**
 * What lies in a queue, seen without receiving: no receive count rises.
 *
 * @throws {ProblemError} 501 where the endpoint shows no queue
 */
export async function peek(
  queue: QueueRole,
  { settings, shown }: { settings: QueueSettings; shown: Shown },
): Promise<Peeked> {
  const name = nameOf(queue, settings);
  const all = await peekMessages(settings, name);
  if (!all) {
    throw new ProblemError({
      status: 501,
      detail: "Expected an emulator that shows its queues, got an endpoint that does not: looking would be receiving.",
    });
  }
  const oldest = all.toSorted((a, b) => a.sentAt - b.sentAt).slice(0, MAX_SHOWN);
  const messages = oldest.map(({ body, ...message }) => {
    const safe = shown.body(body);
    return { ...message, type: typeOf(safe), body: safe.text };
  });
  return { queue: name, messages, total: all.length };
}

// --- internal ---

const MAX_SHOWN = 500;
