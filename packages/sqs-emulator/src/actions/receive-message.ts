import { invalidValue, overLimit } from "../errors.ts";
import type { Queue } from "../state/model.ts";
import { duplicate, isAtInFlightLimit, receive } from "../state/receive.ts";
import { idOf, integerOf } from "../validate/input.ts";
import { type Action, type Call, queueOf } from "./call.ts";
import { type AskedNames, askedNamesOf, toReceived } from "./to-received.ts";
import { visibilityMsOf } from "./visibility.ts";

/** Most receives that wait at once; a client that opens more has forgotten to close some. */
const MAX_WAITING_POLLS = 10_000;

export const receiveMessage: Action = (call, input) => {
  const queue = queueOf(call, input);
  const max = integerOf(input, "MaxNumberOfMessages") ?? 1;
  if (max < 1 || max > 10) throw invalidValue("MaxNumberOfMessages", max, "Must be between 1 and 10, if provided.");
  const waitSeconds = integerOf(input, "WaitTimeSeconds") ?? queue.settings.waitSeconds;
  if (waitSeconds < 0 || waitSeconds > 20) {
    throw invalidValue("WaitTimeSeconds", waitSeconds, "Must be >= 0 and <= 20, if provided.");
  }
  const visibilityMs = visibilityMsOf(input);
  const attemptId = queue.isFifo ? idOf(input, "ReceiveRequestAttemptId") : undefined;
  const names = askedNamesOf(input);
  // A queue's visibility timeout counts as it is when a message is given, after a long poll too.
  const tryToReceive = (now: number) => {
    const choice = { max, visibilityMs: visibilityMs ?? queue.settings.visibilityMs, now, attemptId };
    const received = receive(call.state, queue, choice);
    if (call.faults !== undefined) duplicateSome(call, received, now);
    return received;
  };

  const messages = tryToReceive(call.now);
  if (messages.length > 0) return toAnswer(messages, names);
  if (waitSeconds > 0) return poll(call, queue, { waitSeconds, names, tryToReceive });
  // A long poll waits for room, and FIFO says nothing (D34).
  if (!queue.isFifo && isAtInFlightLimit(call.state, queue)) {
    throw overLimit(
      `Too many messages in flight: expected at most ${call.state.options.inFlightLimit}, got as many. Delete some, or wait for their visibility timeout.`,
    );
  }
  return {};
};

// --- internal ---

type Messages = ReturnType<typeof receive>;

interface PollOptions {
  readonly waitSeconds: number;
  readonly names: AskedNames;
  readonly tryToReceive: (now: number) => Messages;
}

/** FIFO queues deliver no duplicates. */
function duplicateSome({ state, faults }: Call, received: Messages, now: number): void {
  for (const message of received) {
    if (!message.queue.isFifo && faults?.strikes("duplicate")) duplicate(state, message, now);
  }
}

function toAnswer(messages: Messages, names: AskedNames): object {
  return { Messages: messages.map((message) => toReceived(message, names)) };
}

/** Waits for messages; a client that goes away meanwhile gets none, so none is lost with it. */
function poll(call: Call, queue: Queue, { waitSeconds, names, tryToReceive }: PollOptions): Promise<object> {
  const { polls } = call.engine;
  if (polls.size >= MAX_WAITING_POLLS) {
    throw overLimit(`Expected at most ${MAX_WAITING_POLLS} receives to wait at once, got one more. Close some.`);
  }
  return new Promise((resolve) => {
    const waiting = {
      queue,
      endsAt: call.now + waitSeconds * 1000,
      isOpen: call.isOpen,
      tryToAnswer(now: number) {
        const messages = tryToReceive(now);
        // At once: a message's receipt handle is that of its latest receive.
        if (messages.length > 0) resolve(toAnswer(messages, names));
        return messages.length > 0;
      },
      answerEmpty: () => resolve({}),
    };
    polls.add(waiting);
    call.onceClosed(() => polls.remove(waiting));
  });
}
