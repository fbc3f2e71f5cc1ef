export { NotAnEmulatorError } from "./admin/errors.ts";
export type { BackoffOptions } from "./backoff.ts";
export { backoff } from "./backoff.ts";
export { closeDefaultProducer, enqueue, enqueueMany } from "./enqueue.ts";
export type { EnqueueOptions } from "./enqueue-options.ts";
export type { FieldIssue } from "./errors.ts";
export {
  InvalidAttributeError,
  InvalidDelayError,
  InvalidGroupError,
  InvalidMessageError,
  InvalidOptionError,
  MessageTooLargeError,
  PayloadStoreError,
  ProducerClosedError,
  QueueError,
  QueueFullError,
  QueueNotFoundError,
  QueueRefusedError,
  QueueUnreachableError,
  SeveralQueuesError,
  WorkerRefusedError,
  WorkerUnreachableError,
} from "./errors.ts";
export type {
  AllRedrivenEvent,
  DelayNotObservedEvent,
  HopEvent,
  MessageAcceptedEvent,
  MessageRefusedEvent,
  PayloadDeletedEvent,
  PayloadEvent,
  PayloadNotMarkedEvent,
  QueueCreatedEvent,
  QueueEvent,
  QueueUpdatedEvent,
  RedrivenEvent,
  RetryAfterFailedEvent,
  RetryAfterNotObservedEvent,
  UnknownTypeEvent,
  VisibilityChangedEvent,
} from "./events.ts";
export { QUEUE_CHANNEL } from "./events.ts";
export type { EnqueueManyResult, EnqueueResult, OutgoingMessages, Producer, ProducerOptions } from "./producer.ts";
export { createProducer } from "./producer.ts";
export { MAX_IDENTITY_LENGTH } from "./queue-limits.ts";
export { RetryAfterError, retryAfter } from "./retry-after.ts";
export type { SqsClientPurpose } from "./sqs-client.ts";
export { createSqsClient } from "./sqs-client.ts";
