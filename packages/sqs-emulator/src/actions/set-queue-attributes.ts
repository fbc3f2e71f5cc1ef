import { missingParameter } from "../errors.ts";
import { setAttributes } from "../state/attributes.ts";
import { textsOf } from "../validate/input.ts";
import { checkQueueAttributes } from "../validate/queue-attributes.ts";
import { checkRedriveAllowPolicy, checkRedrivePolicy } from "../validate/redrive-policy.ts";
import { type Action, queueOf } from "./call.ts";

export const setQueueAttributes: Action = (call, input) => {
  const queue = queueOf(call, input);
  const given = textsOf(input, "Attributes");
  if (given === undefined) throw missingParameter("Attributes");
  checkQueueAttributes(given, queue.isFifo);
  checkRedriveAllowPolicy(given.get("RedriveAllowPolicy") ?? "");
  checkRedrivePolicy(call.state, queue, given.get("RedrivePolicy") ?? "");
  const attributes = new Map<string, string | undefined>();
  // An empty text takes an attribute away: a policy, or a key.
  for (const [name, value] of given) attributes.set(name, value === "" ? undefined : value);
  if (given.get("KmsMasterKeyId")) attributes.set("SqsManagedSseEnabled", "false");
  if (given.get("SqsManagedSseEnabled") === "true") attributes.set("KmsMasterKeyId", undefined);
  setAttributes(call.state, queue, { attributes, now: call.now });
  return {};
};
