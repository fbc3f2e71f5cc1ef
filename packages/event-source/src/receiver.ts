import type { SQSClient } from "@aws-sdk/client-sqs";
import type { SQSRecord } from "aws-lambda";
import type { QueueConnection } from "./queue-connection.ts";
import { receiveRecords, type SqsQueue } from "./sqs-queue.ts";
import { noteVisibleAt } from "./visible-at.ts";

/** Records of one or several receives, and the queue they came from; a queue made anew has another URL or ARN. */
export interface ReceivedBatch {
  queue: SqsQueue;
  records: SQSRecord[];
}

export interface ReceiveRequest {
  /** 1 to 10. */
  maximum: number;
  /** 0 to 20. */
  waitTimeSeconds: number;
  /** When the answer is no longer of use, by the mapping's clock; bounds a pause before the receive. */
  deadlineMs?: number;
}

/** One receive. Undefined if it failed (the connection knows) or could not begin before the signal's abort. */
export type Receive = (request: ReceiveRequest) => Promise<ReceivedBatch | undefined>;

/** All receives of one run of a mapping. */
export interface Receiver {
  receive: Receive;
  /** When a receive last succeeded, with or without messages, epoch milliseconds. */
  lastReceiveAt(): number | undefined;
}

export interface ReceiverParts {
  client: SQSClient;
  connection: QueueConnection;
  /** Aborted when the run halts; a receive that has begun ends by itself. */
  signal: AbortSignal;
}

export function createReceiver({ client, connection, signal }: ReceiverParts): Receiver {
  let lastReceiveAt: number | undefined;
  return {
    async receive(request) {
      // What is half gathered shall be handled in time, not wait for an outage to end.
      if (request.deadlineMs !== undefined && connection.state().status !== "polling") return undefined;
      const queue = await connection.open().catch(() => undefined);
      if (queue === undefined || signal.aborted) return undefined;
      try {
        // In an outage the first answer tells that it is over; a wait for messages would only hold it up.
        const waitTimeSeconds = connection.state().status === "failing" ? 0 : request.waitTimeSeconds;
        const records = await receiveRecords(client, queue, { ...request, waitTimeSeconds });
        lastReceiveAt = Date.now();
        noteVisibleAt(records, queue);
        connection.confirm();
        return { queue, records };
      } catch (thrown) {
        connection.lose(queue, thrown);
        return undefined;
      }
    },
    lastReceiveAt: () => lastReceiveAt,
  };
}
