import { deadLetterSources } from "../state/dead-letter.ts";
import { pageOf } from "../validate/page.ts";
import { type Action, queueOf, toQueueUrl } from "./call.ts";

/** AWS's model writes `queueUrls` small here. */
export const listDeadLetterSourceQueues: Action = (call, input) => {
  const { page, nextToken } = pageOf(deadLetterSources(call.state, queueOf(call, input)), input);
  return { queueUrls: page.map((queue) => toQueueUrl(call, queue)), ...(nextToken && { NextToken: nextToken }) };
};
