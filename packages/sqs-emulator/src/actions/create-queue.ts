import { overLimit, SqsError, serviceError } from "../errors.ts";
import type { Queue } from "../state/model.ts";
import { createQueue as create, findQueue, wasDeletedRecently } from "../state/queues.ts";
import { type Input, requiredText, textsOf } from "../validate/input.ts";
import { checkQueueAttributes, checkQueueName, completeAttributes } from "../validate/queue-attributes.ts";
import { checkRedriveAllowPolicy, checkRedrivePolicy } from "../validate/redrive-policy.ts";
import { type Action, type Call, toQueueUrl } from "./call.ts";
import { addTags } from "./tags.ts";

export const createQueue: Action = (call, input) => {
  const address = { region: call.region, accountId: call.accountId, name: requiredText(input, "QueueName") };
  const attributes = textsOf(input, "Attributes") ?? new Map<string, string>();
  const known = findQueue(call.state, address);
  if (known !== undefined) {
    requireSameAttributes(known, attributes);
    return { QueueUrl: toQueueUrl(call, known) };
  }
  const isFifo = attributes.get("FifoQueue")?.toLowerCase() === "true";
  checkQueueName(address.name, isFifo);
  checkQueueAttributes(attributes, isFifo);
  checkRedriveAllowPolicy(attributes.get("RedriveAllowPolicy") ?? "");
  checkRedrivePolicy(call.state, { ...address, isFifo }, attributes.get("RedrivePolicy") ?? "");
  const { state, now } = call;
  if (wasDeletedRecently(state, address, now)) {
    throw serviceError(
      "QueueDeletedRecently",
      "You must wait 60 seconds after deleting a queue before you can create another with the same name.",
    );
  }
  requireRoom(call);
  const queue = create(state, address, { attributes: completeAttributes(attributes, isFifo), now });
  addTags(call, queue, tagsOf(input));
  return { QueueUrl: toQueueUrl(call, queue) };
};

// --- internal ---

/** In AWS's model of CreateQueue `tags` begins with a small letter; some clients write it large. */
function tagsOf(input: Input): ReadonlyMap<string, string> {
  return textsOf(input, "tags") ?? textsOf(input, "Tags") ?? new Map();
}

/** A queue may be created again, not with other attributes (D35). */
function requireSameAttributes({ attributes, isFifo }: Queue, given: ReadonlyMap<string, string>): void {
  checkQueueAttributes(given, isFifo);
  for (const [name, value] of given) {
    if (normalized(attributes.get(name) ?? "") === normalized(value)) continue;
    throw new SqsError(
      "QueueNameExists",
      `A queue already exists with the same name and a different value for attribute ${name}`,
      { code: "QueueAlreadyExists" },
    );
  }
}

/** The same policy may be written with other spaces. */
function normalized(value: string): string {
  try {
    return JSON.stringify(JSON.parse(value));
  } catch {
    return value;
  }
}

function requireRoom({ state }: Call): void {
  const { queueLimit } = state.options;
  if (state.queues.size < queueLimit) return;
  throw overLimit(
    `Expected at most ${queueLimit} queues, got one more. Delete some, or start the emulator with a higher queueLimit.`,
  );
}
