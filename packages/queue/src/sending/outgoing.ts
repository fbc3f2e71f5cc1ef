import { randomUUID } from "node:crypto";
import type { Mode, QueueSettings } from "@letsgo/config";
import { currentMessageScope } from "@letsgo/logger/scope";
import type { EnqueueOptions } from "../enqueue-options.ts";
import type { Envelope } from "../envelope.ts";
import { publish } from "../events.ts";
import { type SendTrace, startSendTrace } from "../trace/send-trace.ts";
import { checkOptions } from "./check-options.ts";
import { toEnvelope } from "./to-envelope.ts";

/** A message on its way out. */
export interface Outgoing {
  readonly envelope: Envelope;
  /** The mode of the moment when it was enqueued; it ends by that way. */
  readonly mode: Mode;
  /** The message whose handler sends it. */
  readonly parentMessageId: string | undefined;
  /** Begun; whoever sends the envelope ends it. */
  readonly trace: SendTrace;
}

/** Gives each message its identity, its trace and its envelope; of a type without a schema it tells once. */
export function createOutgoings(
  settings: QueueSettings,
  modeNow: () => Mode,
): (message: unknown, options?: EnqueueOptions) => Outgoing {
  const warnedTypes = new Set<string>();
  const fifo = settings.queueName.endsWith(".fifo");

  return (message, given = {}) => {
    const options = checkOptions(given);
    const messageId = randomUUID();
    const mode = modeNow();
    const trace = startSendTrace(messageId, options, { queueName: settings.queueName, mode });
    try {
      const own = { messageId, fifo, nowMs: Date.now(), trace: trace.carried };
      const { envelope, catalogued } = toEnvelope(message, options, own);
      if (!catalogued) warnOnce(warnedTypes, envelope.type);
      return { envelope, mode, parentMessageId: currentMessageScope()?.messageId, trace };
    } catch (error) {
      trace.failed(error);
      throw error;
    }
  };
}

// --- internal ---

/** Types that are made up by the thousand must not fill the memory; beyond this no further warning comes. */
const MAX_WARNED_TYPES = 1000;

function warnOnce(warnedTypes: Set<string>, type: string): void {
  if (warnedTypes.has(type) || warnedTypes.size >= MAX_WARNED_TYPES) return;
  warnedTypes.add(type);
  publish({ name: "unknown-type", type });
}
