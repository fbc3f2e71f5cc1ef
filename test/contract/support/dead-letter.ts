import type { Message } from "@aws-sdk/client-sqs";
import { changeVisibility, type Queue, receiveFrom } from "./queue.ts";
import { until } from "./wait.ts";

/** Receives and gives back what is in the queue until a message arrives in its dead-letter queue; gives that one. */
export async function deadLetter(queue: Queue, dlq: Queue, onReceive: (message: Message) => void = () => {}) {
  const look = async () => {
    for (const message of await receiveFrom(queue, { WaitTimeSeconds: 0, MaxNumberOfMessages: 1 })) {
      onReceive(message);
      await changeVisibility(queue, message, 0);
    }
    return (await receiveFrom(dlq, { WaitTimeSeconds: 0, MaxNumberOfMessages: 1 }))[0];
  };
  // Ten receives and more, one after the other.
  return until("a message in the dead-letter queue", look, { deadlineSeconds: 45 });
}
