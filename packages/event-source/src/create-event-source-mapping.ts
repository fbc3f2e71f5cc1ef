import { systemClock } from "./clock.ts";
import { MappingStoppedError } from "./errors.ts";
import type { EventSourceMappingOptions } from "./mapping-options.ts";
import { parseMappingOptions } from "./parse-mapping-options.ts";
import { type Run, startRun } from "./start-run.ts";
import { pause } from "./waiting.ts";

/** What a mapping is doing. */
export interface EventSourceMappingState {
  /**
   * - `starting`: not started, or started and the queue has not been found yet.
   * - `polling`: the queue exists, its attributes can be read, and receives wait on it.
   * - `failing`: an outage; it ends by itself once the queue can be polled again.
   * - `paused`: created with `enabled: false`, or `pause` was called; nothing new is received.
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
   * Starts polling, unless paused, and returns at once; an unreachable or missing queue is waited for. A second call does
   * nothing.
   *
   * @throws {MappingStoppedError} After `stop`.
   */
  start(): void;
  /**
   * Disables the mapping (C27): nothing new is received, what an open receive brings is released, running handlers end by
   * themselves. Resolves when all is settled. A second call joins the first.
   */
  pause(): Promise<void>;
  /**
   * Enables the mapping again; where `pause` has not settled yet, polling begins once it has. Before `start` it only undoes
   * `enabled: false`.
   *
   * @throws {MappingStoppedError} After `stop`.
   */
  resume(): void;
  /**
   * Receives nothing new and resolves when all is settled: open receives end by themselves (at most
   * `receiveMessageWaitTimeSeconds`), what they bring and what is being gathered is released, visible at once; running
   * handlers have `graceSeconds`, counted from the call, and what succeeded is deleted. What still runs then is left alone:
   * its messages come back after their visibility timeout, whatever the handler does later. A second call joins the first.
   */
  stop(options?: { /** @default 30 */ graceSeconds?: number }): Promise<void>;
  state(): EventSourceMappingState;
}

/**
 * Creates a mapping of an SQS queue to a Lambda handler. Nothing happens before `start`.
 *
 * @throws {InvalidParameterValueError} An option that AWS would refuse (C1, C2, C3, C21, C25, C28). What shows only when
 * the queue is found, a window on a FIFO queue (C3) or a short visibility timeout (C11), is told by `state()` and
 * `poll-failed` instead.
 *
 * @example
 * const mapping = createEventSourceMapping({ client: new SQSClient({}), queueUrl, invoke });
 * mapping.start();
 * process.once("SIGTERM", () => mapping.stop({ graceSeconds: 30 }));
 */
export function createEventSourceMapping(options: EventSourceMappingOptions): EventSourceMapping {
  const settings = parseMappingOptions(options);
  const { client, queueUrl, invoke } = options;
  let { enabled } = settings;
  let started = false;
  let run: Run | undefined;
  let halted: Promise<void> | undefined; // defined while `run` is none that polls
  let stopped: Promise<void> | undefined;

  function poll(): void {
    if (!started || !enabled || stopped !== undefined) return;
    if (run === undefined) run = startRun({ client, queueUrl, invoke, settings, clock: systemClock });
    else void halted?.then(() => startAfter(halted)); // until its handlers have ended they count for the bound (C22)
  }
  function startAfter(settled: Promise<void> | undefined): void {
    if (settled === undefined || settled !== halted) return;
    halted = undefined;
    run = undefined;
    poll();
  }
  function refuseStopped(): void {
    if (stopped !== undefined) throw new MappingStoppedError();
  }
  async function stop(graceSeconds: number): Promise<void> {
    const settled = run?.halt() ?? Promise.resolve();
    await settledWithin(settled, graceSeconds * 1_000);
    run?.abandon();
    await settled;
  }

  return {
    start() {
      refuseStopped();
      started = true;
      if (run === undefined) poll();
    },
    async pause() {
      enabled = false;
      if (run !== undefined && stopped === undefined) halted ??= run.halt();
      await (stopped ?? halted);
    },
    resume() {
      refuseStopped();
      if (enabled) return;
      enabled = true;
      poll();
    },
    stop({ graceSeconds = 30 } = {}) {
      stopped ??= stop(graceSeconds);
      return stopped;
    },
    state: () => stateOf(run, stopped !== undefined ? "stopped" : enabled ? undefined : "paused"),
  };
}

// --- internal ---

function stateOf(run: Run | undefined, status: "stopped" | "paused" | undefined): EventSourceMappingState {
  const connection = run?.connection() ?? { status: "starting" };
  const lastReceiveAt = run?.lastReceiveAt();
  return {
    ...connection,
    ...(status && { status }),
    ...(lastReceiveAt !== undefined && { lastReceiveAt }),
    inFlight: run?.inFlight() ?? 0,
  };
}

/** Waits for `settled`, or for the time to pass. */
async function settledWithin(settled: Promise<unknown>, durationMs: number): Promise<void> {
  const done = new AbortController();
  const end = () => done.abort();
  settled.then(end, end);
  await pause(durationMs, done.signal);
}
