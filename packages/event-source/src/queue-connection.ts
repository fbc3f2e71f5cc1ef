import type { SQSClient } from "@aws-sdk/client-sqs";
import { meaningOf } from "./error-meaning.ts";
import { InvalidParameterValueError } from "./errors.ts";
import { publish } from "./events.ts";
import type { EventSourceMappingOptions, MappingSettings } from "./mapping-options.ts";
import { requireFifoOptions } from "./require-fifo-options.ts";
import { readQueue, type SqsQueue } from "./sqs-queue.ts";
import { toError } from "./to-error.ts";
import { backOffMs, pause, untilAborted } from "./waiting.ts";

/** The queue as all pollers of one run see it: found once for all of them, and found again after an outage. */
export interface QueueConnection {
  /** Resolves with the queue once it can be read, however long that takes; rejects only after the signal's abort. */
  open(): Promise<SqsQueue>;
  /** A receive has succeeded. */
  confirm(): void;
  /** A receive from `queue` has failed; ignored if the queue has been found again since. */
  lose(queue: SqsQueue, thrown: unknown): void;
  /** `failing` from the first failure until the queue is polled again. */
  state(): { status: "starting" | "polling" | "failing"; lastError?: Error };
}

export interface QueueConnectionParts {
  client: SQSClient;
  queueUrl: EventSourceMappingOptions["queueUrl"];
  settings: Pick<MappingSettings, "functionTimeoutSeconds" | "heartbeatSeconds" | "batchingWindowSeconds">;
  /** Aborted when the run halts. */
  signal: AbortSignal;
}

export function createQueueConnection(parts: QueueConnectionParts): QueueConnection {
  const { signal } = parts;
  const outage = createOutage();
  const find = createFinder(parts);
  let current: SqsQueue | undefined;
  let opening: Promise<SqsQueue> | undefined;

  async function openAtLast(): Promise<SqsQueue> {
    for (;;) {
      if (outage.failures() > 0) await pause(backOffMs(outage.failures()), signal);
      signal.throwIfAborted();
      try {
        current = await find();
        outage.onFound();
        return current;
      } catch (thrown) {
        signal.throwIfAborted();
        outage.onFailure(thrown, { endsWhenFound: true });
      }
    }
  }

  return {
    open() {
      opening ??= openAtLast();
      return opening;
    },
    confirm: outage.onReceived,
    lose(queue, thrown) {
      if (queue !== current) return;
      current = undefined;
      opening = undefined;
      if (meaningOf(thrown) === "queue-missing") find.forget();
      outage.onFailure(thrown, { endsWhenFound: meaningOf(thrown) !== "other" });
    },
    state() {
      const lastError = outage.error();
      if (lastError !== undefined) return { status: "failing", lastError };
      return { status: current === undefined ? "starting" : "polling" };
    },
  };
}

// --- internal ---

/** Finds the queue by its URL; a URL whose queue is missing is asked for anew. */
function createFinder({ client, queueUrl, settings, signal }: QueueConnectionParts) {
  let url: string | undefined;
  async function find(): Promise<SqsQueue> {
    try {
      url ??= typeof queueUrl === "string" ? queueUrl : await untilAborted(Promise.resolve(queueUrl()), signal);
      requireFifoOptions(url, settings);
      const queue = await readQueue(client, url, signal);
      requireLongVisibility(queue, settings.functionTimeoutSeconds);
      requireShortHeartbeat(queue, settings.heartbeatSeconds);
      return queue;
    } catch (thrown) {
      if (meaningOf(thrown) === "queue-missing") url = undefined;
      throw thrown;
    }
  }
  return Object.assign(find, {
    forget() {
      url = undefined;
    },
  });
}

/** C11, in AWS's words. */
function requireLongVisibility({ visibilityTimeoutSeconds }: SqsQueue, functionTimeoutSeconds = 0): void {
  if (visibilityTimeoutSeconds >= functionTimeoutSeconds) return;
  throw new InvalidParameterValueError(
    `Queue visibility timeout: ${visibilityTimeoutSeconds} seconds is less than Function timeout: ${functionTimeoutSeconds} seconds`,
  );
}

/** A later beat would find the message visible, and perhaps with somebody else. */
function requireShortHeartbeat({ visibilityTimeoutSeconds }: SqsQueue, heartbeatSeconds = 0): void {
  if (heartbeatSeconds === 0 || heartbeatSeconds < visibilityTimeoutSeconds) return;
  throw new InvalidParameterValueError(
    `Expected heartbeatSeconds to be below the queue's visibility timeout, ${visibilityTimeoutSeconds} s, got ${heartbeatSeconds}`,
  );
}

/**
 * Counts failures in a row and tells an outage once. When its first failure was that nothing answered, or no queue was
 * there, finding the queue ends it; when a receive was refused for another reason, only a receive shows that it is over.
 */
function createOutage() {
  let failures = 0;
  let error: Error | undefined;
  let endsWhenFound = true;

  function end(): void {
    if (error === undefined) return;
    error = undefined;
    publish({ name: "poll-recovered" });
  }

  return {
    failures: () => failures,
    error: () => error,
    onFailure(thrown: unknown, kind: { endsWhenFound: boolean }): void {
      failures += 1;
      const isFirst = error === undefined;
      error = toError(thrown);
      if (!isFirst) return;
      endsWhenFound = kind.endsWhenFound;
      publish({ name: "poll-failed", error });
    },
    onFound(): void {
      if (endsWhenFound) end();
    },
    onReceived(): void {
      failures = 0;
      end();
    },
  };
}
