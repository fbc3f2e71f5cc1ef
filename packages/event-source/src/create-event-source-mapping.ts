import { setMaxListeners } from "node:events";
import { MappingStoppedError } from "./errors.ts";
import { handleBatch } from "./handle-batch.ts";
import type { EventSourceMappingOptions } from "./mapping-options.ts";
import { parseMappingOptions } from "./parse-mapping-options.ts";
import { poll } from "./poll.ts";
import { createQueueConnection } from "./queue-connection.ts";
import { createReceiver, type ReceivedBatch } from "./receiver.ts";
import { releaseRecords } from "./settle-records.ts";
import { pause } from "./waiting.ts";

/** What a mapping is doing. */
export interface EventSourceMappingState {
  /**
   * - `starting`: not started, or started and the queue has not been found yet.
   * - `polling`: the queue exists, its attributes can be read, and receives wait on it.
   * - `failing`: an outage; it ends by itself once the queue can be polled again.
   * - `paused`: created with `enabled: false`; nothing is received.
   * - `stopped`: `stop` was called; nothing new is received, running handlers may still end.
   */
  status: "starting" | "polling" | "failing" | "paused" | "stopped";
  /** The latest error of the current outage; absent while there is none. */
  lastError?: Error;
  /** When a receive last succeeded, with or without messages, epoch milliseconds. */
  lastReceiveAt?: number;
  /** Messages received and not yet deleted, kept or released. */
  inFlight: number;
}

/** Polls one queue for one function, as a Lambda event source mapping does. */
export interface EventSourceMapping {
  /**
   * Starts polling and returns at once; an unreachable or missing queue is waited for. A second call does nothing.
   *
   * @throws {MappingStoppedError} After `stop`.
   */
  start(): void;
  /**
   * Receives nothing new and resolves when all is settled: open receives end by themselves (at most
   * `receiveMessageWaitTimeSeconds`), what they bring is released, visible at once; running handlers have `graceSeconds`,
   * counted from the call, and what succeeded is deleted. What still runs then is left alone: its messages come back
   * after their visibility timeout, whatever the handler does later. A second call joins the first.
   */
  stop(options?: { /** @default 30 */ graceSeconds?: number }): Promise<void>;
  state(): EventSourceMappingState;
}

/**
 * Creates a mapping of an SQS queue to a Lambda handler. Nothing happens before `start`.
 *
 * @throws {InvalidParameterValueError} An option that AWS would refuse (C1, C2, C3, C21, C28).
 * @throws {UnsupportedOptionError} An option or a queue that AWS takes and this package does not: batching windows,
 * filters, FIFO queues. A FIFO queue or a short visibility timeout (C11) that shows only when the queue is found is
 * told by `state()` and `poll-failed` instead.
 *
 * @example
 * const mapping = createEventSourceMapping({ client: new SQSClient({}), queueUrl, invoke });
 * mapping.start();
 * process.once("SIGTERM", () => mapping.stop({ graceSeconds: 30 }));
 */
export function createEventSourceMapping(options: EventSourceMappingOptions): EventSourceMapping {
  const settings = parseMappingOptions(options);
  const { client, queueUrl, invoke } = options;
  const stopping = createAbort();
  const abandoning = createAbort();
  const { functionTimeoutSeconds } = settings;
  const connection = createQueueConnection({ client, queueUrl, functionTimeoutSeconds, signal: stopping.signal });
  const receiver = createReceiver({ client, connection, settings, signal: stopping.signal });
  const inFlight = createInFlightCount();
  let polling: Promise<unknown> | undefined;
  let stopped: Promise<void> | undefined;

  const poller = () =>
    poll({
      receiver,
      handle: inFlight.during((batch) =>
        handleBatch(batch, { client, invoke, settings, abandoned: abandoning.signal }),
      ),
      isLongPoll: settings.receiveMessageWaitTimeSeconds > 0,
      signal: stopping.signal,
    });
  const release = inFlight.during(({ queue, records }) =>
    releaseRecords(records, { client, queueUrl: queue.queueUrl, signal: abandoning.signal }),
  );

  async function stop(graceSeconds: number): Promise<void> {
    stopping.abort();
    // Only when no receive is open any longer: another one of ours would take what is released, and each receive counts.
    const released = receiver.drain().then((late) => Promise.all(late.map(release)));
    const settled = Promise.all([polling, released]);
    await settledWithin(settled, graceSeconds * 1_000);
    abandoning.abort();
    await settled;
  }

  return {
    start() {
      if (stopped !== undefined) throw new MappingStoppedError();
      if (settings.enabled) polling ??= Promise.all(Array.from({ length: settings.concurrency }, poller));
    },
    stop({ graceSeconds = 30 } = {}) {
      stopped ??= stop(graceSeconds);
      return stopped;
    },
    state() {
      const { status, ...rest } = connection.state();
      const lastReceiveAt = receiver.lastReceiveAt();
      return {
        status: stopped !== undefined ? "stopped" : settings.enabled ? status : "paused",
        ...rest,
        ...(lastReceiveAt !== undefined && { lastReceiveAt }),
        inFlight: inFlight.count() + receiver.held(),
      };
    },
  };
}

// --- internal ---

/** Every poller and every request listens to it, which is no leak. */
function createAbort(): AbortController {
  const controller = new AbortController();
  setMaxListeners(0, controller.signal);
  return controller;
}

function createInFlightCount() {
  let count = 0;
  return {
    count: () => count,
    during: (settle: (batch: ReceivedBatch) => Promise<void>) => async (batch: ReceivedBatch) => {
      count += batch.records.length;
      try {
        await settle(batch);
      } finally {
        count -= batch.records.length;
      }
    },
  };
}

/** Waits for `settled`, or for the time to pass. */
async function settledWithin(settled: Promise<unknown>, durationMs: number): Promise<void> {
  const done = new AbortController();
  const end = () => done.abort();
  settled.then(end, end);
  await pause(durationMs, done.signal);
}
