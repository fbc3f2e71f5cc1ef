import { invalidValue } from "../errors.ts";
import { setAttributes } from "../state/attributes.ts";
import { requiredText } from "../validate/input.ts";
import { type Action, queueOf } from "./call.ts";
import { policyOf } from "./policy.ts";

export const removePermission: Action = (call, input) => {
  const queue = queueOf(call, input);
  const label = requiredText(input, "Label");
  const policy = policyOf(queue);
  const Statement = policy.Statement.filter(({ Sid }) => Sid !== label);
  if (Statement.length === policy.Statement.length) throw invalidValue("Label", label, "can't find label.");
  const text = Statement.length > 0 ? JSON.stringify({ ...policy, Statement }) : undefined;
  setAttributes(call.state, queue, { attributes: new Map([["Policy", text]]), now: call.now });
  return {};
};
