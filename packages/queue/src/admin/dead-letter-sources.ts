import {
  GetQueueAttributesCommand,
  ListDeadLetterSourceQueuesCommand,
  ListQueuesCommand,
  type SQSClient,
} from "@aws-sdk/client-sqs";
import { callDeadline } from "../call-deadline.ts";
import { isUnsupported, toQueueError } from "../sqs-errors.ts";

/**
 * The queues whose dead letters come to a queue (D18), by URL. Where the emulator does not know the call, the redrive
 * policies of all queues are read.
 *
 * @throws {QueueUnreachableError} where SQS does not answer
 */
export async function deadLetterSources(client: SQSClient, dlqUrl: string): Promise<string[]> {
  try {
    return await listSources(client, dlqUrl).catch((error: unknown) => {
      if (!isUnsupported(error)) throw error;
      return readSources(client, dlqUrl);
    });
  } catch (error) {
    throw toQueueError(error, dlqUrl);
  }
}

// --- internal ---

async function listSources(client: SQSClient, dlqUrl: string): Promise<string[]> {
  const urls: string[] = [];
  let NextToken: string | undefined;
  do {
    const page = { QueueUrl: dlqUrl, MaxResults: 1000, ...(NextToken !== undefined && { NextToken }) };
    const answer = await client.send(new ListDeadLetterSourceQueuesCommand(page), callDeadline());
    urls.push(...(answer.queueUrls ?? []));
    NextToken = answer.NextToken;
  } while (NextToken !== undefined);
  return urls;
}

/** Only emulators need it, whose queues are few. */
async function readSources(client: SQSClient, dlqUrl: string): Promise<string[]> {
  const { QueueUrls = [] } = await client.send(new ListQueuesCommand({}), callDeadline());
  const dlqArn = (await attributesOf(client, dlqUrl)).QueueArn;
  const policies = await Promise.all(QueueUrls.map(async (url) => (await attributesOf(client, url)).RedrivePolicy));
  return QueueUrls.filter((_, index) => {
    const policy = policies[index];
    return policy !== undefined && JSON.parse(policy).deadLetterTargetArn === dlqArn;
  });
}

async function attributesOf(client: SQSClient, queueUrl: string): Promise<Record<string, string>> {
  const command = new GetQueueAttributesCommand({ QueueUrl: queueUrl, AttributeNames: ["All"] });
  return (await client.send(command, callDeadline())).Attributes ?? {};
}
