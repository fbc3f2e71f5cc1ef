export {
  createEventSourceMapping,
  type EventSourceMapping,
  type EventSourceMappingState,
} from "./create-event-source-mapping.ts";
export { createInvoker, type FunctionOptions, type InvokerOptions } from "./create-invoker.ts";
export {
  BatchEntryError,
  EventSourceError,
  FunctionExitError,
  FunctionTimeoutError,
  HandlerLoadError,
  InvalidBatchResponseError,
  InvalidParameterValueError,
  InvalidQueueError,
  MappingStoppedError,
  UnserializableResponseError,
} from "./errors.ts";
export {
  type DeletedEvent,
  type EventSourceEvent,
  type ExtendFailedEvent,
  eventSourceChannelName,
  type FilteredEvent,
  type InvocationFailedEvent,
  type KeptEvent,
  type KeptReason,
  type PollFailedEvent,
  type PollRecoveredEvent,
  type ReceivedEvent,
  type ReleasedEvent,
} from "./events.ts";
export type { FilterCriteria } from "./filter/create-body-filter.ts";
export { loadHandler } from "./load-handler.ts";
export type { EventSourceMappingOptions, Invoke } from "./mapping-options.ts";
export { type BatchOutcome, parseBatchResponse } from "./parse-batch-response.ts";
export { createThreadInvoker, type ThreadInvoker, type ThreadInvokerOptions } from "./thread/create-thread-invoker.ts";
export {
  type ReceivedMessage,
  type ReceivedMessageAttribute,
  type RecordOrigin,
  toSqsRecord,
} from "./to-sqs-record.ts";
