import { missingParameter } from "../errors.ts";
import { touch } from "../state/queues.ts";
import { textListOf } from "../validate/input.ts";
import { type Action, queueOf } from "./call.ts";

export const untagQueue: Action = (call, input) => {
  const queue = queueOf(call, input);
  const keys = textListOf(input, "TagKeys");
  if (keys === undefined || keys.length === 0) throw missingParameter("TagKeys");
  for (const key of keys) queue.tags.delete(key);
  touch(call.state, queue);
  return {};
};
