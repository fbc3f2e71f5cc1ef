import { queueDoesNotExist } from "../errors.ts";
import { findQueue } from "../state/queues.ts";
import { requiredText, textOf } from "../validate/input.ts";
import { type Action, toQueueUrl } from "./call.ts";

export const getQueueUrl: Action = (call, input) => {
  const name = requiredText(input, "QueueName");
  const accountId = textOf(input, "QueueOwnerAWSAccountId") ?? call.accountId;
  const queue = findQueue(call.state, { region: call.region, accountId, name });
  if (queue === undefined) throw queueDoesNotExist();
  return { QueueUrl: toQueueUrl(call, queue) };
};
