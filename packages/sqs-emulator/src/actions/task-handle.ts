import { invalidParameter, resourceNotFound } from "../errors.ts";
import type { MoveTask, Queue, State } from "../state/model.ts";
import { findQueueByArn, parseArn } from "../state/queues.ts";

export function toTaskHandle({ id }: MoveTask, { arn }: Queue): string {
  return Buffer.from(JSON.stringify({ taskId: id, sourceArn: arn })).toString("base64");
}

/** @throws {SqsError} it is no handle, or its queue or task is gone */
export function findTask(state: State, handle: string): { queue: Queue; task: MoveTask } {
  const { taskId, sourceArn } = parseHandle(handle) ?? {};
  if (taskId === undefined || sourceArn === undefined) {
    throw invalidParameter("Value for parameter TaskHandle is invalid.");
  }
  const queue = requireQueueByArn(state, "SourceArn", sourceArn);
  const task = queue.moveTasks.find(({ id }) => id === taskId);
  if (task === undefined) throw resourceNotFound("Task does not exist.");
  return { queue, task };
}

/** @throws {SqsError} it is no ARN, or that of no queue */
export function requireQueueByArn(state: State, name: "SourceArn" | "DestinationArn", arn: string): Queue {
  if (parseArn(arn) === undefined) {
    throw invalidParameter(
      `You must use this format to specify the ${name}: arn:<partition>:<service>:<region>:<account-id>:<resource-id>`,
    );
  }
  const queue = findQueueByArn(state, arn);
  if (queue === undefined) {
    throw resourceNotFound(`The resource that you specified for the ${name} parameter doesn't exist.`);
  }
  return queue;
}

// --- internal ---

function parseHandle(handle: string): { taskId?: string; sourceArn?: string } | undefined {
  try {
    return JSON.parse(Buffer.from(handle, "base64").toString());
  } catch {
    return undefined;
  }
}
