import { serviceError } from "../errors.ts";
import { purge } from "../state/purge.ts";
import { type Action, queueOf } from "./call.ts";

export const purgeQueue: Action = (call, input) => {
  const queue = queueOf(call, input);
  if (purge(call.state, queue, call.now) === "done") return {};
  const text = `Only one PurgeQueue operation on ${queue.name} is allowed every 60 seconds.`;
  throw serviceError("PurgeQueueInProgress", text, 403);
};
