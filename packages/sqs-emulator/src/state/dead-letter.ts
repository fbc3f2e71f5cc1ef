import { arrive, remove } from "./messages.ts";
import type { Message, Queue, State } from "./model.ts";
import { findQueueByArn } from "./queues.ts";

/** The queue that a message must go to instead of being received once more (D14); it stays where that one is gone. */
export function deadLetterTarget(state: State, message: Message): Queue | undefined {
  const { queue, receiveCount, receivedElsewhere } = message;
  const { redrive } = queue.settings;
  if (redrive === undefined || receiveCount - receivedElsewhere < redrive.maxReceiveCount) return undefined;
  const target = findQueueByArn(state, redrive.deadLetterTargetArn);
  return target === queue ? undefined : target;
}

/**
 * Moves a message that keeps id, body, attributes and count of receives, and names its source (D15). On a standard queue
 * it keeps its time, so it is not retained longer; on FIFO it starts anew (D23), with its id to deduplicate by.
 */
export function moveToDeadLetters(
  state: State,
  message: Message,
  { target, now }: { target: Queue; now: number },
): void {
  const { id, content, sentAt, queue, receiveCount, firstReceivedAt } = message;
  remove(state, message);
  arrive(state, target, {
    id,
    content: target.isFifo ? { ...content, deduplicationId: id } : content,
    sentAt: target.isFifo ? now : sentAt,
    receiveCount,
    firstReceivedAt,
    deadLetterSource: queue.arn,
    visibleAt: now,
    now,
  });
}

/** The queues whose dead-letter queue this is (D18). */
export function deadLetterSources({ queues }: State, { arn }: Queue): Queue[] {
  return [...queues.values()].filter(({ settings }) => settings.redrive?.deadLetterTargetArn === arn);
}
