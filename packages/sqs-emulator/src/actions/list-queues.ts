import { textOf } from "../validate/input.ts";
import { pageOf } from "../validate/page.ts";
import { type Action, toQueueUrl } from "./call.ts";

export const listQueues: Action = (call, input) => {
  const prefix = textOf(input, "QueueNamePrefix") ?? "";
  const mine = [...call.state.queues.values()].filter(
    ({ region, accountId, name }) => region === call.region && accountId === call.accountId && name.startsWith(prefix),
  );
  const { page, nextToken } = pageOf(mine, input);
  return {
    ...(page.length > 0 && { QueueUrls: page.map((queue) => toQueueUrl(call, queue)) }),
    ...(nextToken && { NextToken: nextToken }),
  };
};
