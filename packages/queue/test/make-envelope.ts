import type { EnqueueOptions } from "../src/enqueue-options.ts";
import type { Envelope } from "../src/envelope.ts";
import { type EnvelopeMaking, toEnvelope } from "../src/sending/to-envelope.ts";

/** An envelope as a producer of a standard queue makes it, unless told otherwise. */
export function makeEnvelope(
  message: unknown,
  options: EnqueueOptions = {},
  making: Partial<EnvelopeMaking> = {},
): Envelope {
  const usual = { messageId: "id-1", fifo: false, nowMs: 1_700_000_000_000 };
  return toEnvelope(message, options, { ...usual, ...making }).envelope;
}
