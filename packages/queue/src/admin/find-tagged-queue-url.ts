import { ListQueuesCommand, ListQueueTagsCommand, type SQSClient } from "@aws-sdk/client-sqs";
import { callDeadline } from "../call-deadline.ts";
import { QueueNotFoundError, SeveralQueuesError } from "../errors.ts";
import { isQueueMissing } from "../sqs-errors.ts";

/**
 * The queue whose name starts with `letsgo-` and whose tag `LetsGoDeployment` is the deployment: how LetsGo finds it.
 *
 * @throws {QueueNotFoundError} where there is none
 * @throws {SeveralQueuesError} where there are several: sending to either would be a guess
 */
export async function findTaggedQueueUrl(client: SQSClient, deployment: string): Promise<string> {
  const found: string[] = [];
  let NextToken: string | undefined;
  do {
    const page = { QueueNamePrefix: PREFIX, MaxResults: PAGE_SIZE, ...(NextToken !== undefined && { NextToken }) };
    const answer = await client.send(new ListQueuesCommand(page), callDeadline());
    NextToken = answer.NextToken;
    const urls = answer.QueueUrls ?? [];
    const tags = await Promise.all(urls.map((url) => tagOf(client, url)));
    found.push(...urls.filter((_, index) => tags[index] === deployment));
  } while (NextToken !== undefined);

  const [queueUrl, ...others] = found;
  if (queueUrl === undefined) throw new QueueNotFoundError(`${PREFIX}* tagged ${TAG}=${deployment}`);
  if (others.length > 0) throw new SeveralQueuesError(deployment, found);
  return queueUrl;
}

// --- internal ---

const PREFIX = "letsgo-";
const TAG = "LetsGoDeployment";
/** Each queue of a page costs a call for its tags, all at once. */
const PAGE_SIZE = 25;

async function tagOf(client: SQSClient, queueUrl: string): Promise<string | undefined> {
  try {
    const { Tags } = await client.send(new ListQueueTagsCommand({ QueueUrl: queueUrl }), callDeadline());
    return Tags?.[TAG];
  } catch (error) {
    // Deleted since it was listed.
    if (isQueueMissing(error)) return undefined;
    throw error;
  }
}
