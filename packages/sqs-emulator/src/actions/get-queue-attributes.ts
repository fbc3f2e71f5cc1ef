import { invalidAttributeName } from "../errors.ts";
import type { Queue } from "../state/model.ts";
import { textListOf } from "../validate/input.ts";
import { isQueueAttribute } from "../validate/queue-attributes.ts";
import { type Action, queueOf } from "./call.ts";

export const getQueueAttributes: Action = (call, input) => {
  const queue = queueOf(call, input);
  const names = textListOf(input, "AttributeNames") ?? [];
  for (const name of names) if (!isQueueAttribute(name)) throw invalidAttributeName(`Unknown Attribute ${name}.`);
  const all = [...queue.attributes, ...computedOf(queue)];
  const asked = names.includes("All") ? all : all.filter(([name]) => names.includes(name));
  return asked.length > 0 ? { Attributes: Object.fromEntries(asked) } : {};
};

// --- internal ---

function computedOf({ arn, createdAt, modifiedAt, counts }: Queue): [string, string][] {
  return [
    ["QueueArn", arn],
    ["CreatedTimestamp", `${Math.floor(createdAt / 1000)}`],
    ["LastModifiedTimestamp", `${Math.floor(modifiedAt / 1000)}`],
    ["ApproximateNumberOfMessages", `${counts.waiting}`],
    ["ApproximateNumberOfMessagesNotVisible", `${counts["in flight"]}`],
    ["ApproximateNumberOfMessagesDelayed", `${counts.delayed}`],
  ];
}
