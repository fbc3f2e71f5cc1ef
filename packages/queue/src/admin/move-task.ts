import { setTimeout as sleep } from "node:timers/promises";
import {
  CancelMessageMoveTaskCommand,
  ListMessageMoveTasksCommand,
  type SQSClient,
  StartMessageMoveTaskCommand,
} from "@aws-sdk/client-sqs";
import { callDeadline } from "../call-deadline.ts";
import { QueueRefusedError, QueueUnreachableError } from "../errors.ts";
import { isUnsupported, reasonOf } from "../sqs-errors.ts";

/** What a task is run with. */
export interface MoveTaskRun {
  readonly client: SQSClient;
  readonly onProgress: (moved: number) => void;
  readonly signal: AbortSignal;
}

/**
 * Moves everything by SQS's own task (D19, D20) and waits for its end, however long it takes while it gets on; the signal
 * cancels the task (D21).
 *
 * @param options.stallMs how long the task may move nothing. @default 60000
 * @returns how many were moved; undefined where there are no such tasks, or the queue is nobody's dead-letter queue
 * @throws {QueueRefusedError} where the task failed
 * @throws {QueueUnreachableError} where it moves nothing any more: who works it off may have died
 */
export async function runMoveTask(
  run: MoveTaskRun,
  { fromArn, toArn }: { fromArn: string; toArn: string },
  { stallMs = 60_000 }: { stallMs?: number } = {},
): Promise<number | undefined> {
  try {
    const command = new StartMessageMoveTaskCommand({ SourceArn: fromArn, DestinationArn: toArn });
    await run.client.send(command, callDeadline());
  } catch (error) {
    if (isUnsupported(error) || reasonOf(error) === "InvalidParameterValue") return undefined;
    throw error;
  }
  return await untilMoved(run, fromArn, stallMs);
}

// --- internal ---

const LOOK_EVERY_MS = 100;

async function untilMoved({ client, onProgress, signal }: MoveTaskRun, fromArn: string, stallMs: number) {
  let moved = 0;
  let movedAtMs = performance.now();
  let isCancelled = false;
  for (;;) {
    const { Results = [] } = await client.send(new ListMessageMoveTasksCommand({ SourceArn: fromArn }), callDeadline());
    const [newest] = Results;
    const movedNow = newest?.ApproximateNumberOfMessagesMoved ?? 0;
    if (movedNow > moved) movedAtMs = performance.now();
    moved = Math.max(moved, movedNow);
    onProgress(moved);
    if (newest?.Status === "COMPLETED" || (isCancelled && newest?.Status !== "RUNNING")) return moved;
    if (newest?.Status !== "RUNNING") {
      throw new QueueRefusedError(fromArn, newest?.Status ?? "no task", { text: newest?.FailureReason });
    }
    if (performance.now() - movedAtMs > stallMs) throw toStalled(fromArn, { moved, stallMs });
    // Once: a second cancel leaves LocalStack's task cancelling for ever.
    if (signal.aborted && !isCancelled) {
      isCancelled = true;
      await cancel(client, newest.TaskHandle);
    } else await sleep(LOOK_EVERY_MS);
  }
}

function toStalled(fromArn: string, { moved, stallMs }: { moved: number; stallMs: number }): QueueUnreachableError {
  const message =
    `Expected the move task of ${fromArn} to go on, got no message moved for ${stallMs / 1000} s (${moved} before). ` +
    "What was not moved is where it was: see to SQS and try again.";
  return new QueueUnreachableError(fromArn, { message });
}

async function cancel(client: SQSClient, TaskHandle: string | undefined): Promise<void> {
  try {
    await client.send(new CancelMessageMoveTaskCommand({ TaskHandle }), callDeadline());
  } catch {
    // It has ended meanwhile; the next look says so.
  }
}
