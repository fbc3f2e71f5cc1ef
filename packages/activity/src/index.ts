export type { EventSourceEvent } from "@letsgo/event-source";
export type { QueueEvent } from "@letsgo/queue";
export { deliveryIdOf } from "./delivery-id.ts";
export { logActivity } from "./log-activity.ts";
export type { Secrets } from "./ship/secrets.ts";
export { createSecrets, MASK } from "./ship/secrets.ts";
export { SHORTENED, shortenType, toBounded } from "./ship/shorten.ts";
export type { Shown } from "./ship/to-shown.ts";
export { createShown } from "./ship/to-shown.ts";
export type { ShipOptions } from "./ship-activity.ts";
export { shipActivity } from "./ship-activity.ts";
export type {
  DeliveryReceivedEvent,
  DuplicateEvent,
  FailedEvent,
  HoppedEvent,
  SkippedEvent,
  StartedEvent,
  SucceededEvent,
  WorkerEvent,
} from "./worker-events.ts";
export { workerChannelName } from "./worker-events.ts";
