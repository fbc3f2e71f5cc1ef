import { invalidParameter } from "../errors.ts";
import { cancelMoveTask } from "../state/move-task.ts";
import { requiredText } from "../validate/input.ts";
import type { Action } from "./call.ts";
import { findTask } from "./task-handle.ts";

export const cancelMessageMoveTask: Action = ({ state }, input) => {
  const { queue, task } = findTask(state, requiredText(input, "TaskHandle"));
  if (task.status !== "RUNNING") {
    throw invalidParameter(`Only a running task can be cancelled; the status of this one is ${task.status}.`);
  }
  cancelMoveTask(state, queue, task);
  return { ApproximateNumberOfMessagesMoved: task.moved };
};
