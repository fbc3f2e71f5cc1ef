import { EmulatorError } from "./errors.ts";
import type { Message, MessageAttributes, MessageState, Queue, State } from "./state/model.ts";

/** A queue as it is at one time. */
export interface QueueView {
  readonly name: string;
  readonly url: string;
  readonly arn: string;
  readonly region: string;
  /** All as texts, as `GetQueueAttributes` gives them. */
  readonly attributes: Readonly<Record<string, string>>;
  readonly tags: Readonly<Record<string, string>>;
  /** Messages by state (D37). */
  readonly waiting: number;
  readonly delayed: number;
  readonly inFlight: number;
}

/** A message as it is at one time. */
export interface MessageView {
  readonly messageId: string;
  readonly body: string;
  readonly attributes: MessageAttributes;
  readonly state: MessageState;
  readonly receiveCount: number;
  readonly sentAt: Date;
  /** When a delayed message, or one in flight, can be received; undefined for one that waits. */
  readonly visibleAt: Date | undefined;
  readonly groupId: string | undefined;
  readonly deduplicationId: string | undefined;
  /** ARN of the queue that it was dead-lettered from. */
  readonly deadLetterSource: string | undefined;
}

export function viewQueues({ queues }: State, origin: string): QueueView[] {
  return [...queues.values()].map((queue) => toQueueView(queue, origin));
}

/** @throws {EmulatorError} there is no such queue */
export function viewMessages({ queues }: State, queueName: string): MessageView[] {
  const named = [...queues.values()].filter(({ name }) => name === queueName);
  if (named.length === 0) throw new EmulatorError("InvalidOption", `Expected a queue named ${queueName}, got none`);
  return named.flatMap(({ messages }) => [...messages.values()].map(toMessageView));
}

// --- internal ---

function toQueueView({ name, accountId, arn, region, attributes, tags, counts }: Queue, origin: string): QueueView {
  return {
    name,
    url: `${origin}/${accountId}/${name}`,
    arn,
    region,
    attributes: Object.fromEntries(attributes),
    tags: Object.fromEntries(tags),
    waiting: counts.waiting,
    delayed: counts.delayed,
    inFlight: counts["in flight"],
  };
}

function toMessageView({
  id,
  content,
  state,
  receiveCount,
  sentAt,
  visibleAt,
  deadLetterSource,
}: Message): MessageView {
  return {
    messageId: id,
    body: content.body,
    attributes: content.attributes ?? {},
    state,
    receiveCount,
    sentAt: new Date(sentAt),
    visibleAt: state === "waiting" ? undefined : new Date(visibleAt),
    groupId: content.groupId,
    deduplicationId: content.deduplicationId,
    deadLetterSource,
  };
}
