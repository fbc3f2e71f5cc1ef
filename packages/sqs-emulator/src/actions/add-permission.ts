import { invalidValue, missingParameter, overLimit } from "../errors.ts";
import { setAttributes } from "../state/attributes.ts";
import { type Input, requiredText, textListOf } from "../validate/input.ts";
import { MAX_VALUE_BYTES } from "../validate/queue-attributes.ts";
import { type Action, queueOf } from "./call.ts";
import { type Policy, policyOf, type Statement } from "./policy.ts";

/** The actions that a queue's owner may permit to others. */
const permitted = [
  ...["*", "SendMessage", "ReceiveMessage", "DeleteMessage", "ChangeMessageVisibility", "GetQueueAttributes"],
  ...["GetQueueUrl", "ListDeadLetterSourceQueues", "PurgeQueue"],
];
/** Most actions of one permission. */
const MAX_ACTIONS = 7;
/** Most statements of a policy. */
const MAX_STATEMENTS = 20;

export const addPermission: Action = (call, input) => {
  const queue = queueOf(call, input);
  const label = requiredText(input, "Label");
  if (!/^[\w-]{1,80}$/.test(label)) {
    throw invalidValue(
      "Label",
      label,
      "Can only include alphanumeric characters, hyphens, or underscores. 1 to 80 in length.",
    );
  }
  const accounts = requiredList(input, "AWSAccountIds");
  const wrong = accounts.find((account) => !/^\d{12}$/.test(account));
  if (wrong !== undefined) throw invalidValue("PrincipalId", wrong, "Unable to verify.");
  const actions = requiredList(input, "Actions");
  if (actions.length > MAX_ACTIONS)
    throw overLimit(`${actions.length} Actions were found, maximum allowed is ${MAX_ACTIONS}.`);
  for (const action of actions) {
    if (permitted.includes(action)) continue;
    throw invalidValue(
      "ActionName",
      `SQS:${action}`,
      "Please refer to the appropriate WSDL for a list of valid actions. ",
    );
  }

  const policy = policyOf(queue);
  if (policy.Statement.some(({ Sid }) => Sid === label)) throw invalidValue("Label", label, "Already exists.");
  const statement: Statement = {
    Sid: label,
    Effect: "Allow",
    Principal: { AWS: oneOrAll(accounts.map((account) => `arn:aws:iam::${account}:root`)) },
    Action: oneOrAll(actions.map((action) => `SQS:${action}`)),
    Resource: queue.arn,
  };
  const text = toText({ ...policy, Statement: [...policy.Statement, statement] });
  setAttributes(call.state, queue, { attributes: new Map([["Policy", text]]), now: call.now });
  return {};
};

// --- internal ---

function requiredList(input: Input, name: string): readonly string[] {
  const list = textListOf(input, name);
  if (list === undefined || list.length === 0) throw missingParameter(name);
  return list;
}

/** @throws {SqsError} the policy would be larger than SQS takes */
function toText(policy: Policy): string {
  const statements = policy.Statement.length;
  if (statements > MAX_STATEMENTS) {
    throw overLimit(`${statements} statements would come of it, maximum allowed is ${MAX_STATEMENTS}.`);
  }
  const text = JSON.stringify(policy);
  const bytes = Buffer.byteLength(text);
  if (bytes <= MAX_VALUE_BYTES) return text;
  throw overLimit(`A policy of ${bytes} bytes would come of it, maximum allowed is ${MAX_VALUE_BYTES}.`);
}

/** A list of one is written as that one. */
function oneOrAll(all: readonly string[]): string | readonly string[] {
  return all.length === 1 ? (all[0] ?? "") : all;
}
