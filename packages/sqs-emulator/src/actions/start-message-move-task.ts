import { invalidParameter, invalidValue } from "../errors.ts";
import { deadLetterSources } from "../state/dead-letter.ts";
import { runningTask, startMoveTask } from "../state/move-task.ts";
import { integerOf, requiredText, textOf } from "../validate/input.ts";
import type { Action } from "./call.ts";
import { requireQueueByArn, toTaskHandle } from "./task-handle.ts";

/** Fastest rate of a task (D20). */
const MAX_RATE = 500;

export const startMessageMoveTask: Action = ({ state, now }, input) => {
  const queue = requireQueueByArn(state, "SourceArn", requiredText(input, "SourceArn"));
  if (deadLetterSources(state, queue).length === 0) {
    throw invalidParameter("Source queue must be configured as a Dead Letter Queue.");
  }
  const destinationArn = textOf(input, "DestinationArn");
  if (destinationArn !== undefined) {
    const destination = requireQueueByArn(state, "DestinationArn", destinationArn);
    if (destination === queue) throw invalidParameter("Source queue and destination queue cannot be the same.");
    if (destination.isFifo !== queue.isFifo) {
      throw invalidParameter("Source queue and destination queue must be of the same type.");
    }
  }
  const messagesPerSecond = integerOf(input, "MaxNumberOfMessagesPerSecond");
  if (messagesPerSecond !== undefined && (messagesPerSecond < 1 || messagesPerSecond > MAX_RATE)) {
    const reason = `MaxNumberOfMessagesPerSecond must be an integer between 1 and ${MAX_RATE}.`;
    throw invalidValue("MaxNumberOfMessagesPerSecond", messagesPerSecond, reason);
  }
  if (runningTask(queue) !== undefined) {
    throw invalidParameter(
      "There is already a task running. Only one active task is allowed for a source queue arn at a given time.",
    );
  }
  return { TaskHandle: toTaskHandle(startMoveTask(state, queue, { destinationArn, messagesPerSecond, now }), queue) };
};
