import { DEDUPLICATION_MS } from "./deduplication.ts";
import type { Message, Queue, State } from "./model.ts";
import { schedule } from "./queues.ts";

/**
 * What a receive with this attempt id gave, if all of it is still in flight by that receive: a client that did not get
 * the answer gets it again, with the same receipt handles.
 */
export function receivedBefore(queue: Queue, attemptId: string, now: number): Message[] | undefined {
  const place = queue.attempts.get(attemptId);
  if (place === undefined || place.key <= now) return undefined;
  const { received } = place.value;
  const isUnchanged = received.every(
    ({ message, receiveCount }) =>
      queue.messages.get(message.number) === message &&
      message.state === "in flight" &&
      message.receiveCount === receiveCount,
  );
  return isUnchanged ? received.map(({ message }) => message) : undefined;
}

export function rememberReceive(
  state: State,
  queue: Queue,
  { attemptId, received, now }: { attemptId: string; received: readonly Message[]; now: number },
): void {
  const before = queue.attempts.get(attemptId);
  if (before !== undefined) queue.attemptsByAge.remove(before);
  const attempt = {
    id: attemptId,
    received: received.map((message) => ({ message, receiveCount: message.receiveCount })),
  };
  const expiresAt = now + DEDUPLICATION_MS;
  queue.attempts.set(attemptId, queue.attemptsByAge.add(attempt, expiresAt));
  schedule(state, queue, expiresAt);
}
