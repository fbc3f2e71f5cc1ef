import { arrive, remove } from "./messages.ts";
import type { Message, MoveTask, Queue, State } from "./model.ts";
import { findQueueByArn, schedule, touch } from "./queues.ts";

/** How many of a queue's tasks are remembered (D21). */
const REMEMBERED_TASKS = 10;
/** Without a rate so many messages are moved at a time, a millisecond apart. */
const CHUNK = 1000;

/** The task that moves messages out of a queue at present. */
export function runningTask(queue: Queue): MoveTask | undefined {
  return queue.moveTasks.find(({ status }) => status === "RUNNING");
}

/** Starts a task; the first message is moved at once. */
export function startMoveTask(
  state: State,
  queue: Queue,
  { now, ...choice }: Pick<MoveTask, "destinationArn" | "messagesPerSecond"> & { now: number },
): MoveTask {
  const task: MoveTask = {
    ...choice,
    id: state.options.newId(),
    startedAt: now,
    toMove: queue.counts.waiting,
    moved: 0,
    status: "RUNNING",
    failureReason: undefined,
    nextAt: now,
  };
  queue.moveTasks.push(task);
  if (queue.moveTasks.length > REMEMBERED_TASKS) queue.moveTasks.shift();
  touch(state, queue);
  schedule(state, queue, now);
  return task;
}

/** Ends a running task; what it has moved stays moved (D21). */
export function cancelMoveTask(state: State, queue: Queue, task: MoveTask): void {
  task.status = "CANCELLED";
  touch(state, queue);
}

/** Moves what a queue's running task should have moved by now. */
export function runMoveTask(state: State, queue: Queue, now: number): void {
  const task = runningTask(queue);
  if (task === undefined) return;
  while (task.status === "RUNNING" && task.nextAt <= now) {
    const count = task.messagesPerSecond === undefined ? CHUNK : 1;
    for (let moved = 0; moved < count && task.status === "RUNNING"; moved += 1) moveOne(state, queue, { task, now });
    task.nextAt += task.messagesPerSecond === undefined ? 1 : 1000 / task.messagesPerSecond;
  }
  touch(state, queue);
}

// --- internal ---

function moveOne(state: State, queue: Queue, { task, now }: { task: MoveTask; now: number }): void {
  const message = (queue.isFifo ? queue.ready.first()?.value : queue)?.waiting.first()?.value;
  if (message === undefined) {
    task.status = "COMPLETED";
    return;
  }
  const target = targetOf(state, task, message);
  if (typeof target === "string") {
    task.status = "FAILED";
    task.failureReason = target;
    return;
  }
  // A moved message is a new one: new id, new time, no receives (D20).
  remove(state, message);
  arrive(state, target, { id: state.options.newId(), content: message.content, sentAt: now, visibleAt: now, now });
  task.moved += 1;
}

/** The queue that a message goes to, or in AWS's words why there is none. */
function targetOf(state: State, { destinationArn }: MoveTask, { deadLetterSource }: Message): Queue | string {
  const arn = destinationArn ?? deadLetterSource;
  if (arn === undefined) return "CouldNotDetermineMessageSource";
  return findQueueByArn(state, arn) ?? "AWS.SimpleQueueService.NonExistentQueue";
}
