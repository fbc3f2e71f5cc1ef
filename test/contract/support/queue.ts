import {
  ChangeMessageVisibilityCommand,
  DeleteMessageCommand,
  GetQueueAttributesCommand,
  type Message,
  PurgeQueueCommand,
  ReceiveMessageCommand,
  type ReceiveMessageCommandInput,
  SendMessageBatchCommand,
  type SendMessageBatchCommandOutput,
  type SendMessageBatchRequestEntry,
  SendMessageCommand,
  type SendMessageCommandInput,
  type SendMessageCommandOutput,
  SetQueueAttributesCommand,
  type SQSClient,
} from "@aws-sdk/client-sqs";
import { expect } from "vitest";
import { NotKeptError, until } from "./wait.ts";

/** Attributes of a queue; policies as objects. */
export type QueueAttributes = Readonly<Record<string, string | number | object>>;

/** Messages of a queue by where they are. */
export interface Counts {
  readonly available: number;
  readonly inFlight: number;
  readonly delayed: number;
}

/** A queue of one check, with the calls that checks make. */
export interface Queue {
  readonly client: SQSClient;
  readonly name: string;
  readonly url: string;
  readonly arn: string;
}

export function sendTo(
  { client, url }: Queue,
  body: string,
  options: Omit<SendMessageCommandInput, "QueueUrl" | "MessageBody"> = {},
): Promise<SendMessageCommandOutput> {
  return client.send(new SendMessageCommand({ QueueUrl: url, MessageBody: body, ...options }));
}

/** Sends to a FIFO queue, by default to group `g`, with the body as deduplication id. */
export function sendInOrder(
  queue: Queue,
  body: string,
  { group = "g", dedup = body, ...options }: { group?: string; dedup?: string; DelaySeconds?: number } = {},
): Promise<SendMessageCommandOutput> {
  return sendTo(queue, body, { MessageGroupId: group, MessageDeduplicationId: dedup, ...options });
}

export function sendBatchTo(
  { client, url }: Queue,
  entries: SendMessageBatchRequestEntry[],
): Promise<SendMessageBatchCommandOutput> {
  return client.send(new SendMessageBatchCommand({ QueueUrl: url, Entries: entries }));
}

type ReceiveOptions = Omit<ReceiveMessageCommandInput, "QueueUrl">;

/** One receive; it may bring nothing though there are messages. */
export async function receiveFrom({ client, url }: Queue, options: ReceiveOptions = {}): Promise<Message[]> {
  const { Messages: messages = [] } = await client.send(
    new ReceiveMessageCommand({
      QueueUrl: url,
      WaitTimeSeconds: 1,
      AttributeNames: ["All"],
      MessageSystemAttributeNames: ["All"],
      MessageAttributeNames: ["All"],
      ...options,
    }),
  );
  return messages;
}

/** Receives until there is a message, and gives that one alone. */
export async function nextOf(
  queue: Queue,
  options: ReceiveOptions = {},
  limits: { deadlineSeconds?: number } = {},
): Promise<Message> {
  return until("a message", async () => (await receiveFrom(queue, { MaxNumberOfMessages: 1, ...options }))[0], limits);
}

/** Receives until there were so many messages. */
export async function takeFrom(queue: Queue, count: number, options: ReceiveOptions = {}): Promise<Message[]> {
  const taken: Message[] = [];
  return until(`${count} messages`, async () => {
    taken.push(...(await receiveFrom(queue, { MaxNumberOfMessages: Math.min(10, count - taken.length), ...options })));
    return taken.length >= count && taken;
  });
}

/** Nothing can be received. */
export async function expectNothingIn(queue: Queue): Promise<void> {
  const bodies = (await receiveFrom(queue, { MaxNumberOfMessages: 10 })).map(({ Body }) => Body);
  if (bodies.length > 0) throw new NotKeptError(`Expected nothing to be visible, got ${JSON.stringify(bodies)}`);
}

/** Does the queue hold this message, visible or not, now or soon? Looks for it until it comes. */
export async function expectBody(queue: Queue, body: string): Promise<Message> {
  const message = await nextOf(queue);
  expect(message.Body).toBe(body);
  return message;
}

export function deleteFrom({ client, url }: Queue, { ReceiptHandle }: Message): Promise<unknown> {
  return client.send(new DeleteMessageCommand({ QueueUrl: url, ReceiptHandle }));
}

export function changeVisibility(
  { client, url }: Queue,
  { ReceiptHandle }: Message,
  seconds: number,
): Promise<unknown> {
  return client.send(new ChangeMessageVisibilityCommand({ QueueUrl: url, ReceiptHandle, VisibilityTimeout: seconds }));
}

/** All of a queue's attributes, as text. */
export async function attributesOf({ client, url }: Queue): Promise<Readonly<Record<string, string | undefined>>> {
  const { Attributes = {} } = await client.send(
    new GetQueueAttributesCommand({ QueueUrl: url, AttributeNames: ["All"] }),
  );
  return Attributes;
}

export function setAttributes({ client, url }: Queue, attributes: QueueAttributes): Promise<unknown> {
  return client.send(new SetQueueAttributesCommand({ QueueUrl: url, Attributes: toTexts(attributes) }));
}

/** As SQS takes them: all texts, objects as JSON. */
export function toTexts(attributes: QueueAttributes): Record<string, string> {
  const toText = (value: string | number | object) => (typeof value === "object" ? JSON.stringify(value) : `${value}`);
  return Object.fromEntries(Object.entries(attributes).map(([name, value]) => [name, toText(value)]));
}

export async function countsOf(queue: Queue): Promise<Counts> {
  const attributes = await attributesOf(queue);
  const of = (suffix: string) => Number(attributes[`ApproximateNumberOfMessages${suffix}`]);
  return { available: of(""), inFlight: of("NotVisible"), delayed: of("Delayed") };
}

export function purge({ client, url }: Queue): Promise<unknown> {
  return client.send(new PurgeQueueCommand({ QueueUrl: url }));
}
