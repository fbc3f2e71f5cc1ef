import { pino } from "pino";

/**
 * An error as a line holds it: type, message, stack and its own fields. The message goes on with those of its causes, save
 * where it quotes them already, as pino's own would do twice.
 */
export function serializeError(error: unknown): unknown {
  const serialized: unknown = pino.stdSerializers.err(error as Error);
  if (serialized === error || !(error instanceof Error)) return serialized;
  return Object.assign(serialized as object, { message: messageOf(error) });
}

// --- internal ---

function messageOf(error: Error): string {
  const seen = new Set<unknown>([error]);
  let message = error.message;
  for (let { cause } = error; cause instanceof Error && !seen.has(cause); { cause } = cause) {
    seen.add(cause);
    if (!message.includes(cause.message)) message += `: ${cause.message}`;
  }
  return message;
}
