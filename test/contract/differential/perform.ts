import {
  ChangeMessageVisibilityCommand,
  DeleteMessageCommand,
  ListDeadLetterSourceQueuesCommand,
  ListMessageMoveTasksCommand,
  type Message,
  ReceiveMessageCommand,
  SendMessageBatchCommand,
  SendMessageCommand,
  StartMessageMoveTaskCommand,
} from "@aws-sdk/client-sqs";
import { countsOf, purge, type Queue, setAttributes } from "../support/queue.ts";
import { isAnswer } from "../support/refusal.ts";
import { until } from "../support/wait.ts";
import type { Entry, Step } from "./script.ts";
import { attributeValues, bodies } from "./values.ts";

/** What a script runs on: queues of one emulator, and what it has got of them. */
export interface World {
  readonly main: Queue;
  readonly dlq: Queue;
  readonly isFifo: boolean;
  /** Receipt handles with the queue they are of, latest first. */
  readonly handles: { readonly queue: Queue; readonly handle: string }[];
  sent: number;
}

/** Carries out one step. @returns what a client sees of it, but for what is never twice the same, such as ids */
export async function perform(world: World, step: Step): Promise<object> {
  try {
    return await observe(world, step);
  } catch (error) {
    if (!isAnswer(error)) throw error;
    return { refused: (error as Error).name };
  }
}

// --- internal ---

async function observe(world: World, step: Step): Promise<object> {
  const { main, dlq } = world;
  switch (step.kind) {
    case "send":
      return toSent(await main.client.send(new SendMessageCommand({ QueueUrl: main.url, ...toInput(world, step) })));
    case "batch":
      return sendBatch(world, step.entries);
    case "receive":
      return receive(world, step.from === "main" ? main : dlq, step);
    case "expire":
      return expire(world);
    case "delete":
      await withHandle(world, step.which, (input) => new DeleteMessageCommand(input));
      return countsOfBoth(world);
    case "change": {
      const VisibilityTimeout = step.visibility;
      await withHandle(
        world,
        step.which,
        (input) => new ChangeMessageVisibilityCommand({ ...input, VisibilityTimeout }),
      );
      return countsOfBoth(world);
    }
    case "set":
      await setAttributes(main, { [step.attribute]: step.value });
      return {};
    case "counts":
      return countsOfBoth(world);
    case "purge":
      await purge(main);
      return {};
    case "redrive":
      return redrive(world);
    case "sources": {
      const { queueUrls = [] } = await main.client.send(new ListDeadLetterSourceQueuesCommand({ QueueUrl: dlq.url }));
      return queueUrls.map((url) => url.slice(url.lastIndexOf("/")));
    }
  }
}

/** Receives for a second, and waits until what was received is back; an emulator may never have it back. */
async function expire(world: World): Promise<object> {
  const { inFlight } = await countsOf(world.main);
  const messages = await receive(world, world.main, { max: 2, visibility: 1 });
  const isBack = async () => (await countsOf(world.main)).inFlight === inFlight;
  const ended = until("a timeout to end", isBack, { deadlineSeconds: 4 });
  return { messages, isBack: await ended.catch(() => false) };
}

async function countsOfBoth({ main, dlq }: World): Promise<object> {
  const [ofMain, ofDlq] = await Promise.all([countsOf(main), countsOf(dlq)]);
  return { main: ofMain, dlq: ofDlq };
}

function toInput(world: World, { body, delay, attributes, group, deduplication }: Entry) {
  world.sent += 1;
  const ids = {
    MessageGroupId: group,
    MessageDeduplicationId: deduplication === "new" ? `new-${world.sent}` : deduplication,
  };
  return {
    MessageBody: bodies[body]?.(world.sent),
    ...(delay !== undefined && { DelaySeconds: delay }),
    ...(attributes !== "none" && { MessageAttributes: attributeValues[attributes] }),
    ...(world.isFifo && ids),
  };
}

interface Sent {
  readonly MD5OfMessageBody?: string | undefined;
  readonly MD5OfMessageAttributes?: string | undefined;
  readonly SequenceNumber?: string | undefined;
}

function toSent(sent: Sent): object {
  return { md5: [sent.MD5OfMessageBody, sent.MD5OfMessageAttributes], isNumbered: sent.SequenceNumber !== undefined };
}

async function sendBatch(world: World, entries: readonly (Entry & { id: string })[]): Promise<object> {
  const { client, url } = world.main;
  const Entries = entries.map((entry) => ({ Id: entry.id, ...toInput(world, entry) })) as never[];
  const { Successful = [], Failed = [] } = await client.send(new SendMessageBatchCommand({ QueueUrl: url, Entries }));
  return {
    successful: Successful.map((sent) => ({ id: sent.Id, ...toSent(sent) })),
    failed: Failed.map(({ Id, Code, SenderFault }) => ({ id: Id, code: Code, sendersFault: SenderFault })),
  };
}

async function receive(
  world: World,
  queue: Queue,
  { max, visibility }: { max: number | undefined; visibility: number | undefined },
): Promise<object> {
  const { Messages = [] } = await queue.client.send(
    new ReceiveMessageCommand({
      QueueUrl: queue.url,
      MaxNumberOfMessages: max,
      VisibilityTimeout: visibility,
      MessageSystemAttributeNames: ["All"],
      MessageAttributeNames: ["All"],
    }),
  );
  for (const { ReceiptHandle = "" } of Messages) world.handles.unshift({ queue, handle: ReceiptHandle });
  return Messages.map(toReceived);
}

function toReceived({ Body, MD5OfBody, MD5OfMessageAttributes, MessageAttributes, Attributes = {} }: Message): object {
  const { SentTimestamp, ApproximateFirstReceiveTimestamp, SequenceNumber, ...system } = Attributes;
  const times = [SentTimestamp, ApproximateFirstReceiveTimestamp, SequenceNumber].map((each) => each !== undefined);
  const own = MessageAttributes && JSON.stringify(Object.entries(MessageAttributes).toSorted());
  return { Body, md5: [MD5OfBody, MD5OfMessageAttributes], own, times, system: Object.entries(system).toSorted() };
}

function withHandle(
  { main, handles }: World,
  which: number,
  toCommand: (input: {
    QueueUrl: string;
    ReceiptHandle: string;
  }) => DeleteMessageCommand | ChangeMessageVisibilityCommand,
): Promise<unknown> {
  const { queue, handle } = handles[which] ?? { queue: main, handle: "bogus" };
  return main.client.send(toCommand({ QueueUrl: queue.url, ReceiptHandle: handle }) as DeleteMessageCommand);
}

async function redrive({ main, dlq }: World): Promise<object> {
  await main.client.send(new StartMessageMoveTaskCommand({ SourceArn: dlq.arn }));
  return until("the task to end", async () => {
    const { Results = [] } = await main.client.send(new ListMessageMoveTasksCommand({ SourceArn: dlq.arn }));
    const [latest] = Results;
    if (latest?.Status === "RUNNING") return undefined;
    return { status: latest?.Status, moved: latest?.ApproximateNumberOfMessagesMoved };
  });
}
