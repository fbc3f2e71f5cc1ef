import {
  CreateQueueCommand,
  GetQueueAttributesCommand,
  GetQueueUrlCommand,
  SetQueueAttributesCommand,
  type SQSClient,
  TagQueueCommand,
} from "@aws-sdk/client-sqs";
import type { QueueSettings } from "@letsgo/config";
import { callDeadline } from "../call-deadline.ts";
import { publish } from "../events.ts";
import { isQueueExisting, isQueueMissing, toQueueError } from "../sqs-errors.ts";
import { NotAnEmulatorError } from "./errors.ts";
import {
  createOnlyAttributesOf,
  differingAttributes,
  dlqAttributesOf,
  type QueueAttributes,
  queueAttributesOf,
} from "./queue-attributes.ts";

/** Where the queues are. */
export interface EnsuredQueues {
  readonly queueUrl: string;
  readonly queueArn: string;
  readonly dlqUrl: string;
}

/** How queues are ensured. */
export interface EnsureQueuesOptions {
  /**
   * Bring an existing queue's differing attributes to the settings? The worker does; a producer never alters a queue.
   * A queue that is altered is told as one `queue-updated` event.
   */
  readonly reconcile: boolean;
}

/**
 * Makes sure that the queue and its dead-letter queue exist on an emulator. Safe to call again, and by several processes
 * at once. The main queue alone carries LetsGo's tag, since LetsGo's client throws where it finds two.
 *
 * @throws {NotAnEmulatorError} where the endpoint is AWS: there only deployments create queues
 * @throws {QueueUnreachableError} where the emulator does not answer
 * @throws {QueueRefusedError} where it refuses, for example because a queue of that name was deleted within 60 s (D36)
 * @example
 * const { queueUrl } = await ensureQueues(createSqsClient(settings), settings, { reconcile: true });
 */
export async function ensureQueues(
  client: SQSClient,
  settings: QueueSettings,
  options: EnsureQueuesOptions,
): Promise<EnsuredQueues> {
  if (!settings.emulator) throw new NotAnEmulatorError(settings.endpoint);
  try {
    return await ensureBoth(client, settings, options);
  } catch (error) {
    throw toQueueError(error, settings.queueName);
  }
}

// --- internal ---

async function ensureBoth(
  client: SQSClient,
  settings: QueueSettings,
  options: EnsureQueuesOptions,
): Promise<EnsuredQueues> {
  const created = createOnlyAttributesOf(settings);
  const dlq = await ensureQueue(client, options, {
    name: settings.dlqName,
    attributes: dlqAttributesOf(settings),
    created,
  });
  const queue = await ensureQueue(client, options, {
    name: settings.queueName,
    attributes: queueAttributesOf(settings, dlq.arn),
    created,
    tags: { LetsGoDeployment: settings.deployment },
  });
  return { queueUrl: queue.url, queueArn: queue.arn, dlqUrl: dlq.url };
}

interface WantedQueue {
  readonly name: string;
  readonly attributes: QueueAttributes;
  /** Further attributes of a queue that has to be created; an existing one keeps its own. */
  readonly created: QueueAttributes;
  readonly tags?: Record<string, string>;
}

async function ensureQueue(client: SQSClient, options: EnsureQueuesOptions, wanted: WantedQueue) {
  const url = (await findUrl(client, wanted.name)) ?? (await createQueue(client, wanted));
  const command = new GetQueueAttributesCommand({ QueueUrl: url, AttributeNames: ["All"] });
  const { Attributes: present = {} } = await client.send(command, callDeadline());
  if (options.reconcile) await reconcile(client, { url, present, wanted });
  return { url, arn: present.QueueArn ?? "" };
}

async function findUrl(client: SQSClient, name: string): Promise<string | undefined> {
  try {
    const { QueueUrl } = await client.send(new GetQueueUrlCommand({ QueueName: name }), callDeadline());
    return QueueUrl;
  } catch (error) {
    if (isQueueMissing(error)) return undefined;
    throw error;
  }
}

async function createQueue(client: SQSClient, wanted: WantedQueue): Promise<string> {
  const attributes = { ...wanted.created, ...wanted.attributes };
  const command = new CreateQueueCommand({ QueueName: wanted.name, Attributes: attributes, tags: wanted.tags });
  try {
    const { QueueUrl: queueUrl = "" } = await client.send(command, callDeadline());
    publish({ name: "queue-created", queueUrl, attributes });
    return queueUrl;
  } catch (error) {
    // Another process with other settings was first: its queue is used as it is.
    const existing = isQueueExisting(error) ? await findUrl(client, wanted.name) : undefined;
    if (existing === undefined) throw error;
    return existing;
  }
}

async function reconcile(
  client: SQSClient,
  { url, present, wanted }: { url: string; present: QueueAttributes; wanted: WantedQueue },
): Promise<void> {
  if (wanted.tags) await client.send(new TagQueueCommand({ QueueUrl: url, Tags: wanted.tags }), callDeadline());
  const differing = differingAttributes(present, wanted.attributes);
  if (Object.keys(differing).length === 0) return;
  const command = new SetQueueAttributesCommand({ QueueUrl: url, Attributes: { ...differing } });
  await client.send(command, callDeadline());
  publish({ name: "queue-updated", queueUrl: url, attributes: differing });
}
