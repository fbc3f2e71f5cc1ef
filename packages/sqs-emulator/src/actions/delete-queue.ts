import { deleteQueue as remove } from "../state/queues.ts";
import { type Action, queueOf } from "./call.ts";

export const deleteQueue: Action = (call, input) => {
  remove(call.state, queueOf(call, input), call.now);
  return {};
};
