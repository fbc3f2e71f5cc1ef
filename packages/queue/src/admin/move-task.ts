import { setTimeout as sleep } from "node:timers/promises";
import {
  CancelMessageMoveTaskCommand,
  ListMessageMoveTasksCommand,
  type SQSClient,
  StartMessageMoveTaskCommand,
} from "@aws-sdk/client-sqs";
import { callDeadline } from "../call-deadline.ts";
import { QueueRefusedError } from "../errors.ts";
import { isUnsupported, reasonOf } from "../sqs-errors.ts";

/** What a task is run with. */
export interface MoveTaskRun {
  readonly client: SQSClient;
  readonly onProgress: (moved: number) => void;
  readonly signal: AbortSignal;
}

/**
 * Moves everything by SQS's own task (D19, D20) and waits for its end; the signal cancels the task (D21).
 *
 * @returns how many were moved; undefined where there are no such tasks, or the queue is nobody's dead-letter queue
 * @throws {QueueRefusedError} where the task failed
 */
export async function runMoveTask(
  { client, onProgress, signal }: MoveTaskRun,
  fromArn: string,
  toArn: string,
): Promise<number | undefined> {
  try {
    const command = new StartMessageMoveTaskCommand({ SourceArn: fromArn, DestinationArn: toArn });
    await client.send(command, callDeadline());
  } catch (error) {
    if (isUnsupported(error) || reasonOf(error) === "InvalidParameterValue") return undefined;
    throw error;
  }
  let isCancelled = false;
  for (;;) {
    const { Results = [] } = await client.send(new ListMessageMoveTasksCommand({ SourceArn: fromArn }), callDeadline());
    const [newest] = Results;
    const moved = newest?.ApproximateNumberOfMessagesMoved ?? 0;
    onProgress(moved);
    if (newest?.Status === "COMPLETED" || (isCancelled && newest?.Status !== "RUNNING")) return moved;
    if (newest?.Status !== "RUNNING") {
      throw new QueueRefusedError(fromArn, newest?.Status ?? "no task", { text: newest?.FailureReason });
    }
    // Once: a second cancel leaves LocalStack's task cancelling for ever.
    if (signal.aborted && !isCancelled) {
      isCancelled = true;
      await cancel(client, newest.TaskHandle);
    } else await sleep(LOOK_EVERY_MS);
  }
}

// --- internal ---

const LOOK_EVERY_MS = 100;

async function cancel(client: SQSClient, TaskHandle: string | undefined): Promise<void> {
  try {
    await client.send(new CancelMessageMoveTaskCommand({ TaskHandle }), callDeadline());
  } catch {
    // It has ended meanwhile; the next look says so.
  }
}
