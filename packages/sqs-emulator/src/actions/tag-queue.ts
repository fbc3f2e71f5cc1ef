import { missingParameter } from "../errors.ts";
import { textsOf } from "../validate/input.ts";
import { type Action, queueOf } from "./call.ts";
import { addTags } from "./tags.ts";

export const tagQueue: Action = (call, input) => {
  const queue = queueOf(call, input);
  const tags = textsOf(input, "Tags");
  if (tags === undefined || tags.size === 0) throw missingParameter("Tags");
  addTags(call, queue, tags);
  return {};
};
