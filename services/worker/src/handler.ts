import { setMaxListeners } from "node:events";
import type { Logger } from "@letsgo/logger";
import type { Receiver } from "@letsgo/queue/receive";
import type { Context, SQSBatchResponse, SQSEvent, SQSRecord } from "aws-lambda";
import { startDeadline } from "./deadline.ts";
import { createDispatch, type Invocation } from "./dispatch.ts";
import { InvalidEventError } from "./errors.ts";
import { handleRecord, type RecordParts } from "./handle-record.ts";
import type { MessageHandlers } from "./handlers/message-handler.ts";
import type { ScheduledHandler } from "./handlers/scheduled.ts";
import { faultOfSqsEvent, isScheduledEvent, isSqsEvent, type WorkerEventInput } from "./lambda-event.ts";
import { type Lane, runLanes, toLanes } from "./lanes.ts";
import { tell } from "./tell.ts";
import { createWillRetry } from "./will-retry.ts";

/** The worker as a Lambda function: an SQS event gives the failed records, a scheduled event nothing. */
export type WorkerHandler = (event: WorkerEventInput, context: Context) => Promise<SQSBatchResponse | undefined>;

/** Options of {@link createHandler}. */
export interface HandlerOptions {
  /** Message type to message handler. */
  readonly handlers: MessageHandlers;
  readonly scheduled: ScheduledHandler;
  /** The receiving half: opens records, sends on what is not due, knows what was handled before. */
  readonly receiver: Receiver;
  readonly logger: Logger;
  /** Deliveries that a message gets before the dead-letter queue; only told, not enforced here. */
  readonly maxReceiveCount: number;
  /** Does the event source look at `batchItemFailures`? Only told, not enforced here. */
  readonly partialFailures: boolean;
}

/**
 * Makes the Lambda handler. The records of a batch run side by side and fail alone: the response lists those that failed
 * (C15), and each has told its outcome on the channel `letsgo:worker`, once. On a FIFO queue the records of one message
 * group run one after the other, and after a failure the rest of that group is returned unhandled (C19). The handler itself throws for a failed
 * scheduled event, and for an event that is neither.
 */
export function createHandler({ handlers, scheduled, receiver, logger, ...options }: HandlerOptions): WorkerHandler {
  const parts = { receiver, dispatch: createDispatch({ handlers, logger }), willRetry: createWillRetry(options) };
  return async (event, context) => {
    if (isScheduledEvent(event)) {
      await scheduled(event, context, logger);
      return undefined;
    }
    if (!isSqsEvent(event)) throw new InvalidEventError(faultOfSqsEvent(event) ?? "");
    return handleBatch(event, context, parts);
  };
}

// --- internal ---

async function handleBatch(event: SQSEvent, context: Context, parts: RecordParts): Promise<SQSBatchResponse> {
  const deadline = startDeadline(context);
  // Each record of the batch listens, which is no leak.
  setMaxListeners(0, deadline.signal);
  const invocation = { event, context, deadline };
  // Handlers get the event itself and may do with it what they like; what is reported must not depend on that.
  const ids = new Map(event.Records.map((record) => [record, record.messageId]));
  const failed = new Set<SQSRecord>();
  try {
    await runLanes(toLanes([...ids.keys()]), async (lane) => {
      for (const record of await handleLane(lane, invocation, parts)) failed.add(record);
    });
  } finally {
    deadline.end();
  }
  const failedIds = [...ids].flatMap(([record, messageId]) => (failed.has(record) ? [messageId] : []));
  return { batchItemFailures: failedIds.map((itemIdentifier) => ({ itemIdentifier })) };
}

/** @returns the record that failed and those after it, which were not handled (C19); none where all succeeded */
async function handleLane(lane: Lane, invocation: Invocation, parts: RecordParts): Promise<Lane> {
  for (const [index, record] of lane.entries()) {
    try {
      await handleRecord(record, invocation, parts);
    } catch {
      // Its outcome is told. What comes after it waits for it.
      for (const skipped of lane.slice(index + 1)) tell({ name: "skipped", record: skipped });
      return lane.slice(index);
    }
  }
  return [];
}
