import type { ShippedEvent, ShippedEventName } from "./shipped-events.ts";

export type * from "./shipped-events.ts";

/**
 * The wire between a process that handles messages and the console: `POST <LETSGO_CONSOLE_URL>/v1/events` with a
 * {@link ShippedBatch} as JSON. Any 2xx answer means that the batch is stored; 4xx but 408 and 429 means that it never will
 * be (its events then count as dropped); everything else, no answer included, means "again, later": the same batch comes
 * once more, unchanged or with newer events behind it.
 */
export const EVENTS_PATH = "/v1/events";

/** Most events of one batch. */
export const MAX_BATCH_EVENTS = 500;

/** Most bytes of a batch's JSON; a receiver that takes this much takes every batch. */
export const MAX_BATCH_BYTES = 2 * 1024 * 1024;

/** Most bytes of a body that are shipped; what is longer is cut. */
export const MAX_BODY_BYTES = 64 * 1024;

/**
 * Events of one process in the order in which they happened there. Processes ship independently of each other: a message's
 * `received` may come before its `accepted`.
 */
export interface ShippedBatch {
  readonly version: 1;
  readonly process: ShippingProcess;
  /** What this process could not ship so far, in all since it started; never falls. */
  readonly dropped: Dropped;
  /** Sequence numbers rise; one that the receiver has had already (not above the highest of this process) is a repetition. */
  readonly events: readonly ShippedEvent[];
}

/** Who ships. */
export interface ShippingProcess {
  /** New with each start of a process. Sequence numbers and `dropped` are counted per id. */
  readonly id: string;
  /** For example `api` or `worker`. */
  readonly service: string;
  readonly pid: number;
  /** In milliseconds since the epoch. */
  readonly startedAt: number;
}

/** Events that happened and were not shipped, since the buffer was full or the receiver refused them. */
export interface Dropped {
  /** At least the sum of `byName`: what could not be told at all has no name. */
  readonly total: number;
  /** By `name` of the events, so that counts stay exact: shipped + dropped = happened. */
  readonly byName: Readonly<Partial<Record<ShippedEventName, number>>>;
}
