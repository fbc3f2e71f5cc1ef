import { type Action, queueOf } from "./call.ts";

export const listQueueTags: Action = (call, input) => {
  const { tags } = queueOf(call, input);
  return tags.size > 0 ? { Tags: Object.fromEntries(tags) } : {};
};
