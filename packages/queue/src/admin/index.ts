export type { EnsuredQueues, EnsureQueuesOptions } from "./ensure-queues.ts";
export { ensureQueues } from "./ensure-queues.ts";
export { findQueueUrl } from "./find-queue-url.ts";
export { peekMessages } from "./peek-messages.ts";
export type { PeekedMessage } from "./peeked-message.ts";
export type { Depths, QueueDepths } from "./queue-depths.ts";
export { queueDepths } from "./queue-depths.ts";
