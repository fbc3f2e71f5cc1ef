export { closeDefaultProducer, enqueue } from "./enqueue.ts";
export type { EnqueueOptions } from "./enqueue-options.ts";
export type { FieldIssue } from "./errors.ts";
export {
  InvalidAttributeError,
  InvalidDelayError,
  InvalidMessageError,
  MessageTooLargeError,
  NotAnEmulatorError,
  ProducerClosedError,
  QueueError,
  QueueNotFoundError,
  QueueRefusedError,
  QueueUnreachableError,
  WorkerRefusedError,
  WorkerUnreachableError,
} from "./errors.ts";
export type {
  DelayNotObservedEvent,
  MessageAcceptedEvent,
  QueueCreatedEvent,
  QueueEvent,
  QueueUpdatedEvent,
  UnknownTypeEvent,
} from "./events.ts";
export { QUEUE_CHANNEL } from "./events.ts";
export type { EnqueueResult, Producer, ProducerOptions } from "./producer.ts";
export { createProducer } from "./producer.ts";
export type { SqsClientPurpose } from "./sqs-client.ts";
export { createSqsClient } from "./sqs-client.ts";
