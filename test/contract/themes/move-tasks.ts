import {
  CancelMessageMoveTaskCommand,
  ListMessageMoveTasksCommand,
  type ListMessageMoveTasksResultEntry,
  StartMessageMoveTaskCommand,
} from "@aws-sdk/client-sqs";
import { expect } from "vitest";
import type { Bench } from "../support/bench.ts";
import { deadLetter } from "../support/dead-letter.ts";
import { changeVisibility, countsOf, expectBody, type Queue, sendBatchTo, sendTo, takeFrom } from "../support/queue.ts";
import { refusalOf } from "../support/refusal.ts";
import { statement, type Theme } from "../support/theme.ts";
import { pass, until } from "../support/wait.ts";

function startTask(from: Queue, { to, rate }: { to?: Queue; rate?: number } = {}) {
  return from.client.send(
    new StartMessageMoveTaskCommand({
      SourceArn: from.arn,
      DestinationArn: to?.arn,
      MaxNumberOfMessagesPerSecond: rate,
    }),
  );
}

const cancelTask = ({ client }: Queue, handle: string | undefined) =>
  client.send(new CancelMessageMoveTaskCommand({ TaskHandle: handle }));

async function tasksOf({ client, arn }: Queue, most = 10): Promise<ListMessageMoveTasksResultEntry[]> {
  const { Results = [] } = await client.send(new ListMessageMoveTasksCommand({ SourceArn: arn, MaxResults: most }));
  return Results;
}

/** Waits until the latest task of a queue has ended so. */
const untilTask = (queue: Queue, status: string) =>
  until(`a task ${status}`, async () => (await tasksOf(queue))[0]?.Status === status);

/** A dead-letter queue with so many messages, sent to it directly, and another queue to move them to. */
async function filled(bench: Bench, count = 1) {
  const { dlq } = await bench.createQueueWithDlq();
  const to = await bench.createQueue();
  const entries = Array.from({ length: count }, (_, index) => ({ Id: `${index}`, MessageBody: `${index}` }));
  await sendBatchTo(dlq, entries);
  return { dlq, to };
}

/** A queue and its dead-letter queue, which holds one message of it. */
async function dead(bench: Bench) {
  const { queue, dlq } = await bench.createQueueWithDlq();
  await sendTo(queue, "a");
  const message = await deadLetter(queue, dlq);
  await changeVisibility(dlq, message, 0);
  return { queue, dlq, message };
}

const refuseRate = (rate: number) => async (bench: Bench) => {
  const { dlq, to } = await filled(bench);
  await refusalOf(startTask(dlq, { to, rate }));
};

export const moveTasks: Theme = {
  name: "move tasks",
  statements: [
    statement("D19: a move task needs a dead-letter queue, one at a time, and moves to the sources by default", {
      "a source that is no dead-letter queue is refused, in SQS's words": async (bench) => {
        const { message } = await refusalOf(startTask(await bench.createQueue()));
        expect(message).toContain("Source queue must be configured as a Dead Letter Queue.");
      },
      "a message goes back to its source": async (bench) => {
        const { queue, dlq } = await dead(bench);
        await startTask(dlq);
        await expectBody(queue, "a");
      },
      "a second task is refused while one runs": async (bench) => {
        const { dlq, to } = await filled(bench, 10);
        const { TaskHandle } = await startTask(dlq, { to, rate: 1 });
        await refusalOf(startTask(dlq, { to, rate: 1 }));
        await cancelTask(dlq, TaskHandle);
      },
    }),

    statement("D20: a move task's rate is 1 to 500, and a moved message has a new id and time", {
      "1 and 500 are taken, with a destination": async (bench) => {
        for (const rate of [1, 500]) {
          const { dlq, to } = await filled(bench);
          await startTask(dlq, { to, rate });
          await expectBody(to, "0");
        }
      },
      "0 is refused": refuseRate(0),
      "501 is refused": refuseRate(501),
      "a destination of another type is refused": async (bench) => {
        const { dlq } = await filled(bench);
        await refusalOf(startTask(dlq, { to: await bench.createFifoQueue() }));
      },
      "a moved message has a new id": async (bench) => {
        const { queue, dlq, message } = await dead(bench);
        await startTask(dlq);
        expect((await expectBody(queue, "a")).MessageId).not.toBe(message.MessageId);
      },
      "a moved message has a new time": async (bench) => {
        const { queue, dlq, message } = await dead(bench);
        await startTask(dlq);
        const moved = await expectBody(queue, "a");
        expect(Number(moved.Attributes?.SentTimestamp)).toBeGreaterThan(Number(message.Attributes?.SentTimestamp));
      },
    }),

    statement("D21: only a running move task can be cancelled; at most 10 are listed, newest first", {
      "a running one is cancelled, and what it has moved stays moved": async (bench) => {
        const { dlq, to } = await filled(bench, 10);
        const { TaskHandle } = await startTask(dlq, { to, rate: 1 });
        await takeFrom(to, 1);
        await cancelTask(dlq, TaskHandle);
        await until("a task that is no longer running", async () => (await tasksOf(dlq))[0]?.Status !== "RUNNING");
        const moved = await countsOf(to);
        const left = await countsOf(dlq);
        expect(moved.available + moved.inFlight + left.available + left.inFlight).toBe(10);
        expect(left.available).toBeGreaterThan(0);
      },
      "it is listed as cancelled": async (bench) => {
        const { dlq, to } = await filled(bench, 10);
        const { TaskHandle } = await startTask(dlq, { to, rate: 1 });
        await cancelTask(dlq, TaskHandle);
        await untilTask(dlq, "CANCELLED");
      },
      "one that has ended is not": async (bench) => {
        const { dlq, to } = await filled(bench);
        const { TaskHandle } = await startTask(dlq, { to });
        await untilTask(dlq, "COMPLETED");
        await pass(1);
        await refusalOf(cancelTask(dlq, TaskHandle));
      },
      "one that is cancelled is not cancelled again": async (bench) => {
        const { dlq, to } = await filled(bench, 10);
        const { TaskHandle } = await startTask(dlq, { to, rate: 1 });
        await cancelTask(dlq, TaskHandle);
        await untilTask(dlq, "CANCELLED");
        await refusalOf(cancelTask(dlq, TaskHandle));
      },
      "the newest is listed first": async (bench) => {
        const { dlq, to } = await filled(bench);
        await startTask(dlq, { to });
        await untilTask(dlq, "COMPLETED");
        const second = await bench.createQueue();
        await startTask(dlq, { to: second });
        await until("two tasks", async () => (await tasksOf(dlq)).length === 2);
        expect((await tasksOf(dlq)).map(({ DestinationArn }) => DestinationArn)).toEqual([second.arn, to.arn]);
      },
      "11 are refused": async (bench) => {
        const { dlq } = await filled(bench);
        await refusalOf(tasksOf(dlq, 11));
      },
    }),
  ],
};
