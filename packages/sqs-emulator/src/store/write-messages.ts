import type { Deduplication, Message, ReceiveAttempt } from "../state/model.ts";
import type { Statements } from "./statements.ts";

export interface Where {
  /** The row of its queue. */
  readonly queueId: number;
}

/** @param options.isNew whether no write before this one has seen the message */
export function writeMessage(
  statements: Statements,
  message: Message,
  { queueId, isNew }: Where & { isNew: boolean },
): void {
  const { number, queue, state, visibleAt, receiveCount, firstReceivedAt } = message;
  if (queue.messages.get(number) !== message) {
    if (isNew) return;
    statements.deleteMessage.run(number);
    statements.deleteDelivery.run(number);
    return;
  }
  if (isNew) addMessage(statements, message, queueId);
  if (isNew && state === "waiting" && receiveCount === 0) return;
  statements.setDelivery.run(number, state, visibleAt, receiveCount, firstReceivedAt ?? null);
}

export function writeDeduplication(statements: Statements, deduplication: Deduplication, { queueId }: Where): void {
  const { queue, key, messageId, sequenceNumber, expiresAt } = deduplication;
  const present = queue.deduplications.get(key);
  if (present === undefined) statements.deleteDeduplication.run(queueId, key);
  else if (present === deduplication) {
    statements.setDeduplication.run(queueId, key, messageId, sequenceNumber, expiresAt);
  }
}

export function writeAttempt(statements: Statements, attempt: ReceiveAttempt, { queueId }: Where): void {
  const { queue, key, received, expiresAt } = attempt;
  const present = queue.attempts.get(key);
  if (present === undefined) statements.deleteAttempt.run(queueId, key);
  else if (present === attempt) statements.setAttempt.run(queueId, key, JSON.stringify(received), expiresAt);
}

// --- internal ---

function addMessage(statements: Statements, message: Message, queueId: number): void {
  const { number, id, content, sentAt, receivedElsewhere, deadLetterSource } = message;
  statements.addMessage.run(
    number,
    queueId,
    id,
    content.body,
    content.md5OfBody,
    content.attributes === undefined ? null : JSON.stringify(content.attributes),
    content.md5OfAttributes ?? null,
    content.traceHeader ?? null,
    content.senderId,
    content.groupId ?? null,
    content.deduplicationId ?? null,
    content.bytes,
    sentAt,
    receivedElsewhere,
    deadLetterSource ?? null,
  );
}
