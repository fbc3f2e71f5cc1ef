import { setTimeout as delay } from "node:timers/promises";
import { DeadlineError, StackStoppedError } from "../errors.ts";
import type { LineBook } from "../lines/line-book.ts";
import { tailOf } from "../lines/tail-of.ts";
import type { Outcome } from "./outcome.ts";
import { type MessageTrack, type TrackOptions, trackMessage } from "./track-message.ts";

/** What waiting for an outcome needs of a stack. */
export interface OutcomeSource extends TrackOptions {
  readonly stackName: string;
  readonly book: LineBook;
  /** Is the message with this identity in the dead-letter queue? Must not change the message's receive count. */
  readonly isInDlq: (messageId: string) => Promise<boolean>;
  /** Aborted when the stack ends. */
  readonly stopped: AbortSignal;
}

/**
 * Waits for a message's final outcome. Queued failures with deliveries left are not final.
 *
 * @throws {DeadlineError} with the message's lines so far and the last lines of each service
 * @throws {StackStoppedError} where the stack ends before the message does
 */
export async function outcomeOf(source: OutcomeSource, messageId: string, deadlineMs: number): Promise<Outcome> {
  const track = trackMessage(messageId, source);
  const ended = new AbortController();
  const awaited = `an outcome of message ${messageId}`;
  const dlq = createDlqWatch(() => source.isInDlq(messageId), ended.signal);
  let unfollow = () => {};
  try {
    return await new Promise<Outcome>((resolve, reject) => {
      onAbort(source.stopped, ended.signal, () => reject(new StackStoppedError(source.stackName, awaited)));
      onAbort(AbortSignal.timeout(deadlineMs), ended.signal, () =>
        reject(toDeadlineError(source, { track, awaited, messageId, deadlineMs, cause: dlq.lastError() })),
      );
      unfollow = source.book.follow((line) => {
        track.add(line);
        const outcome = track.outcome();
        if (outcome) resolve(outcome);
        else if (track.isExhausted()) dlq.start(() => resolve(track.toDead()));
      });
    });
  } finally {
    unfollow();
    ended.abort();
  }
}

// --- internal ---

/** No line tells that SQS has moved a message, so from its last delivery on the dead-letter queue is looked at. */
const DLQ_LOOK_INTERVAL_MS = 200;

function createDlqWatch(isInDlq: () => Promise<boolean>, ended: AbortSignal) {
  let isWatching = false;
  let lastError: unknown;
  const watch = async (onSeen: () => void) => {
    while (!ended.aborted) {
      try {
        if (await isInDlq()) {
          onSeen();
          return;
        }
        lastError = undefined;
      } catch (error) {
        // The emulator may be restarting; the deadline ends this.
        lastError = error;
      }
      await delay(DLQ_LOOK_INTERVAL_MS, undefined, { signal: ended }).catch(() => {});
    }
  };
  return {
    start(onSeen: () => void) {
      if (isWatching) return;
      isWatching = true;
      void watch(onSeen);
    },
    lastError: () => lastError,
  };
}

function onAbort(signal: AbortSignal, until: AbortSignal, run: () => void): void {
  if (signal.aborted) run();
  else signal.addEventListener("abort", run, { once: true, signal: until });
}

function toDeadlineError(
  { book }: OutcomeSource,
  details: { track: MessageTrack; awaited: string; messageId: string; deadlineMs: number; cause: unknown },
): DeadlineError {
  const { track, awaited, messageId, deadlineMs, cause } = details;
  const own = track.lines().map(({ service, text }) => `\n  ${service}: ${text}`);
  return new DeadlineError(awaited, {
    deadlineMs,
    seen: `${track.describe()}${own.join("")}`,
    tail: tailOf(book.lines()),
    messageId,
    cause,
  });
}
