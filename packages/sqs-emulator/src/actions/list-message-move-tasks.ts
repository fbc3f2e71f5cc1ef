import { invalidValue } from "../errors.ts";
import type { MoveTask, Queue } from "../state/model.ts";
import { integerOf, requiredText } from "../validate/input.ts";
import type { Action } from "./call.ts";
import { requireQueueByArn, toTaskHandle } from "./task-handle.ts";

/** Most tasks that are listed (D21). */
const MAX_RESULTS = 10;

export const listMessageMoveTasks: Action = ({ state }, input) => {
  const queue = requireQueueByArn(state, "SourceArn", requiredText(input, "SourceArn"));
  const max = integerOf(input, "MaxResults") ?? 1;
  if (max < 1 || max > MAX_RESULTS) {
    throw invalidValue("MaxResults", max, `MaxResults must be an integer between 1 and ${MAX_RESULTS}.`);
  }
  const newestFirst = queue.moveTasks.toReversed().slice(0, max);
  return { Results: newestFirst.map((task) => toResult(task, queue)) };
};

// --- internal ---

function toResult(task: MoveTask, queue: Queue): object {
  return {
    // Only a running task can be cancelled, so only that has its handle listed.
    TaskHandle: task.status === "RUNNING" ? toTaskHandle(task, queue) : undefined,
    Status: task.status,
    SourceArn: queue.arn,
    DestinationArn: task.destinationArn,
    MaxNumberOfMessagesPerSecond: task.messagesPerSecond,
    ApproximateNumberOfMessagesMoved: task.moved,
    ApproximateNumberOfMessagesToMove: task.toMove,
    FailureReason: task.failureReason,
    StartedTimestamp: task.startedAt,
  };
}
