import { setTimeout as sleep } from "node:timers/promises";
import { ListMessageMoveTasksCommand, type SQSClient, StartMessageMoveTaskCommand } from "@aws-sdk/client-sqs";
import { callDeadline } from "../call-deadline.ts";
import { QueueRefusedError } from "../errors.ts";
import { isUnsupported, reasonOf } from "../sqs-errors.ts";

/**
 * Moves everything by SQS's own task (D19, D20) and waits for its end.
 *
 * @returns how many were moved; undefined where there are no such tasks, or the queue is nobody's dead-letter queue
 * @throws {QueueRefusedError} where the task failed
 */
export async function runMoveTask(client: SQSClient, fromArn: string, toArn: string): Promise<number | undefined> {
  try {
    const command = new StartMessageMoveTaskCommand({ SourceArn: fromArn, DestinationArn: toArn });
    await client.send(command, callDeadline());
  } catch (error) {
    if (isUnsupported(error) || reasonOf(error) === "InvalidParameterValue") return undefined;
    throw error;
  }
  for (;;) {
    const { Results = [] } = await client.send(new ListMessageMoveTasksCommand({ SourceArn: fromArn }), callDeadline());
    const [newest] = Results;
    if (newest?.Status === "COMPLETED") return newest.ApproximateNumberOfMessagesMoved ?? 0;
    if (newest?.Status !== "RUNNING") {
      throw new QueueRefusedError(fromArn, newest?.Status ?? "no task", { text: newest?.FailureReason });
    }
    await sleep(LOOK_EVERY_MS);
  }
}

// --- internal ---

const LOOK_EVERY_MS = 100;
