import type { Depths } from "@letsgo/queue/admin";
import type { Environment } from "../config.ts";
import { useSources } from "./source-condition.ts";

/** How many messages lie in the queue and its dead-letter queue. */
export interface Leftovers {
  readonly queue: number;
  readonly dlq: number;
}

/**
 * Counts what a stack's queues hold, whatever its state there; undefined where that cannot be known.
 *
 * @param environment the stack's settings, AWS_ENDPOINT_URL_SQS among them
 */
export async function countLeftovers(environment: Environment): Promise<Leftovers | undefined> {
  try {
    useSources();
    return await count(environment);
  } catch (error) {
    // A queue that nobody has needed so far.
    return (error as { code?: unknown }).code === "QUEUE_NOT_FOUND" ? { queue: 0, dlq: 0 } : undefined;
  }
}

/**
 * What was left, in a sentence.
 *
 * @param queueData the file that keeps it; undefined: none does
 */
export function describeLeftovers(left: Leftovers | undefined, queueData?: string): string {
  if (!left) return "The queue did not answer, so what was left in it is not known.";
  const messages = (count: number) => (count === 1 ? "1 message" : `${count || "no"} messages`);
  const fate = queueData === undefined ? "They are gone with the queue." : `They are kept in ${queueData}.`;
  const told = left.queue + left.dlq > 0 ? ` ${fate}` : "";
  return `Left in the queue: ${messages(left.queue)}; in the dead-letter queue: ${messages(left.dlq)}.${told}`;
}

// --- internal ---

async function count(environment: Environment): Promise<Leftovers> {
  const { queueSettingsOf } = await import("@letsgo/config");
  const { createSqsClient } = await import("@letsgo/queue");
  const { queueDepths } = await import("@letsgo/queue/admin");
  const settings = queueSettingsOf(environment);
  const client = createSqsClient(settings);
  try {
    const { dlq, ...depths } = await queueDepths(client, settings);
    return { queue: sumOf(depths), dlq: dlq ? sumOf(dlq) : 0 };
  } finally {
    client.destroy();
  }
}

function sumOf(depths: Depths): number {
  return depths.waiting + depths.inFlight + depths.delayed;
}
