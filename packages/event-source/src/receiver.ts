import type { SQSClient } from "@aws-sdk/client-sqs";
import type { SQSRecord } from "aws-lambda";
import type { MappingSettings } from "./mapping-options.ts";
import type { QueueConnection } from "./queue-connection.ts";
import { receiveRecords, type SqsQueue } from "./sqs-queue.ts";

/** Records of one receive, and the queue they came from; a queue made anew has another URL or ARN. */
export interface ReceivedBatch {
  queue: SqsQueue;
  records: SQSRecord[];
}

/** All receives of one mapping. */
export interface Receiver {
  /** One receive. Undefined if it failed (the connection knows) or ended after the signal's abort. */
  receive(): Promise<ReceivedBatch | undefined>;
  /** Waits for the open receives to end by themselves; hands over what they brought after the abort. */
  drain(): Promise<ReceivedBatch[]>;
  /** Messages that a receive brought after the abort and `drain` has not handed over yet. */
  held(): number;
  /** When a receive last succeeded, with or without messages, epoch milliseconds. */
  lastReceiveAt(): number | undefined;
}

export interface ReceiverParts {
  client: SQSClient;
  connection: QueueConnection;
  settings: Pick<MappingSettings, "batchSize" | "receiveMessageWaitTimeSeconds">;
  /** Aborted when the mapping stops. */
  signal: AbortSignal;
}

export function createReceiver({ client, connection, settings, signal }: ReceiverParts): Receiver {
  const open = new Set<Promise<unknown>>();
  const late: ReceivedBatch[] = [];
  let lastReceiveAt: number | undefined;

  async function receiveFrom(queue: SqsQueue): Promise<ReceivedBatch | undefined> {
    try {
      const records = await receiveRecords(client, queue, {
        maximum: settings.batchSize,
        waitTimeSeconds: settings.receiveMessageWaitTimeSeconds,
      });
      lastReceiveAt = Date.now();
      connection.confirm();
      if (!signal.aborted) return { queue, records };
      late.push({ queue, records });
    } catch (thrown) {
      connection.lose(queue, thrown);
    }
    return undefined;
  }

  return {
    async receive() {
      const queue = await connection.open().catch(() => undefined);
      if (queue === undefined || signal.aborted) return undefined;
      const receiving = receiveFrom(queue);
      open.add(receiving);
      try {
        return await receiving;
      } finally {
        open.delete(receiving);
      }
    },
    async drain() {
      await Promise.all([...open]);
      return late.splice(0);
    },
    held: () => late.reduce((sum, { records }) => sum + records.length, 0),
    lastReceiveAt: () => lastReceiveAt,
  };
}
