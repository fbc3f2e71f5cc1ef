import { count, memoryOfAttempt } from "./memory.ts";
import type { Message, Queue, ReceiveAttempt, State } from "./model.ts";
import { schedule } from "./queues.ts";

/** How long a receive's attempt id is remembered. */
const ATTEMPT_MS = 300_000;

/**
 * What a receive with this attempt id gave, if all of it is still in flight by that receive: a client that did not get
 * the answer gets it again, with the same receipt handles.
 */
export function receivedBefore(queue: Queue, attemptId: string, now: number): Message[] | undefined {
  const attempt = queue.attempts.get(attemptId);
  if (attempt === undefined || attempt.expiresAt <= now) return undefined;
  const messages: Message[] = [];
  for (const { number, receiveCount } of attempt.received) {
    const message = queue.messages.get(number);
    if (message?.state !== "in flight" || message.receiveCount !== receiveCount) return undefined;
    messages.push(message);
  }
  return messages;
}

/** Remembers a receive for five minutes from now. */
export function rememberReceive(
  state: State,
  queue: Queue,
  { attemptId, received, now }: { attemptId: string; received: readonly Message[]; now: number },
): void {
  const numbers = received.map(({ number, receiveCount }) => ({ number, receiveCount }));
  addAttempt(state, { queue, key: attemptId, received: numbers, expiresAt: now + ATTEMPT_MS });
}

export function addAttempt(state: State, attempt: ReceiveAttempt): void {
  const { queue, expiresAt } = attempt;
  const before = queue.attempts.add(attempt);
  count(state, queue, memoryOfAttempt(attempt) - (before === undefined ? 0 : memoryOfAttempt(before)));
  state.changes?.attempts.add(attempt);
  schedule(state, queue, expiresAt);
}

/** Forgets what is older than five minutes. */
export function forgetReceives(state: State, queue: Queue, now: number): void {
  for (const attempt of queue.attempts.expire(now)) {
    count(state, queue, -memoryOfAttempt(attempt));
    state.changes?.attempts.add(attempt);
  }
}
