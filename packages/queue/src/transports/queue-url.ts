import type { SQSClient } from "@aws-sdk/client-sqs";
import type { QueueSettings } from "@letsgo/config";
import { ensureQueues } from "../admin/ensure-queues.ts";
import { findQueueUrl } from "../admin/find-queue-url.ts";

/** Finds the queue. A success is remembered, a failure never: an API may start before its queue. */
export interface QueueUrl {
  /**
   * The queue's URL; on an emulator a missing queue is created.
   *
   * @throws {QueueNotFoundError} where there is none and none may be created
   */
  get(): Promise<string>;
  /** Looks again after a call found no queue at `stale`; several callers with one stale URL share one look. */
  getAgain(stale: Promise<string>): Promise<string>;
}

/** The queue is `settings.queueUrl`, else the one named `settings.queueName`. */
export function createQueueUrl(client: SQSClient, settings: QueueSettings): QueueUrl {
  let known: Promise<string> | undefined;

  function remember(looking: Promise<string>): Promise<string> {
    known = looking;
    looking.catch(() => {
      if (known === looking) known = undefined;
    });
    return looking;
  }

  return {
    get: () => known ?? remember(find(client, settings)),
    getAgain: (stale) => (known !== undefined && known !== stale ? known : remember(findOrCreate(client, settings))),
  };
}

// --- internal ---

async function find(client: SQSClient, settings: QueueSettings): Promise<string> {
  return settings.queueUrl ?? findOrCreate(client, settings);
}

async function findOrCreate(client: SQSClient, settings: QueueSettings): Promise<string> {
  if (!settings.emulator) return findQueueUrl(client, settings);
  const { queueUrl } = await ensureQueues(client, settings, { reconcile: false });
  return settings.queueUrl ?? queueUrl;
}
