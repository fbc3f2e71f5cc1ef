import { deadLetterTarget, moveToDeadLetters } from "./dead-letter.ts";
import { arrive, move } from "./messages.ts";
import type { Group, Message, Queue, State } from "./model.ts";
import { receivedBefore, rememberReceive } from "./receive-attempt.ts";

export interface Receive {
  /** 1 to 10. */
  readonly max: number;
  readonly visibilityMs: number;
  readonly now: number;
  /** Of a client that may ask again (FIFO). */
  readonly attemptId?: string | undefined;
}

/**
 * Receives what is waiting: each message is in flight then, with one receive more. Those that have had all their
 * receives go to the dead-letter queue instead (D14). On FIFO a group gives as many as it has, in order (D32).
 */
export function receive(state: State, queue: Queue, { max, visibilityMs, now, attemptId }: Receive): Message[] {
  const visibleAt = now + visibilityMs;
  const before = attemptId === undefined ? undefined : receivedBefore(queue, attemptId, now);
  if (before !== undefined) {
    for (const message of before) move(state, message, "in flight", visibleAt);
    return before;
  }
  const room = Math.min(max, state.options.inFlightLimit - queue.counts["in flight"]);
  const received: Message[] = [];
  let group: Group | undefined;
  while (received.length < room) {
    // A group that has just given one is blocked by it for all others, not for this receive.
    if (queue.isFifo && !group?.waiting.size) group = queue.ready.first()?.value;
    const message = (queue.isFifo ? group : queue)?.waiting.first()?.value;
    if (message === undefined) break;
    const target = deadLetterTarget(state, message);
    if (target !== undefined) moveToDeadLetters(state, message, { target, now });
    else received.push(take(state, message, { visibleAt, now }));
  }
  if (visibilityMs === 0) for (const message of received) move(state, message, "waiting", now);
  // What is not hidden is nobody's to ask for again.
  const isHidden = visibilityMs > 0 && received.length > 0;
  if (attemptId !== undefined && isHidden) rememberReceive(state, queue, { attemptId, received, now });
  if (!queue.isFifo) duplicateSome(state, received, now);
  return received;
}

/** Whether a queue gives nothing more because too much is in flight (D34). */
export function isAtInFlightLimit({ options }: State, { counts }: Queue): boolean {
  return counts["in flight"] >= options.inFlightLimit;
}

/** At-least-once delivery made visible: a copy of what is given waits at once, and is deleted by itself. */
export function duplicate(state: State, message: Message, now: number): void {
  arrive(state, message.queue, { ...message, visibleAt: now, now });
}

// --- internal ---

function take(state: State, message: Message, { visibleAt, now }: { visibleAt: number; now: number }): Message {
  message.receiveCount += 1;
  message.firstReceivedAt ??= now;
  move(state, message, "in flight", visibleAt);
  return message;
}

function duplicateSome(state: State, received: readonly Message[], now: number): void {
  const { duplicateChance, random } = state.options;
  if (duplicateChance === 0) return;
  for (const message of received) if (random() < duplicateChance) duplicate(state, message, now);
}
