import type { Loss } from "./losses.ts";
import type { MessageState, Mode } from "./messages.ts";

/** A value in force and what decided it, for example `live.json` or `LETSGO_QUEUE_MODE`. */
export interface InForce<T> {
  value: T;
  source: string;
}

/** A process that ships events. */
export interface ShipperStatus {
  service: string;
  processId: string;
  lastAt: number;
  /** Events that arrived. */
  events: number;
  /** Events that were lost before they could be shipped: what is shown of this process is not all. */
  dropped: number;
}

/**
 * What a process told that is about no message. Alike ones of a service are one, counted.
 *
 * - `outage`: it cannot poll the queue, from `since` on; over where `endedAt` is set.
 * - `warning`: something that a person should see to, for example a type without a schema.
 * - `note`: what was done, for example a queue created.
 */
export interface Notice {
  service: string;
  kind: "outage" | "warning" | "note";
  /** One sentence. */
  text: string;
  /** Why; null where nothing failed. */
  error: string | null;
  /** When it was told first; of an outage, when the last one began. */
  since: number;
  lastAt: number;
  /** How often it was told. */
  times: number;
  /** When the outage was over; null while it lasts, and for other kinds. */
  endedAt: number | null;
}

/** The stack as the console knows it. */
export interface Status {
  mode: InForce<Mode>;
  /** Is the poller paused on purpose? */
  paused: InForce<boolean>;
  /** May the switches be written here? Where not, `reason` says why and which command does it. */
  switches: { writable: boolean; reason: string | null };
  /** May queues be operated? Where not, `reason` says why and what to set. */
  actions: { allowed: boolean; reason: string | null };
  /** The SQS endpoint; null is AWS itself. */
  endpoint: string | null;
  queueName: string;
  dlqName: string;
  shippers: ShipperStatus[];
  /** The latest 20, newest first. */
  losses: Loss[];
  /** The latest 20, outages that last first. */
  notices: Notice[];
  /** How many messages stand where, of those that are kept. */
  states: Record<MessageState, number>;
  store: { messages: number; bytes: number; maxMessages: number; maxBytes: number; evicted: number };
}

/** What is changed of the live settings: absent stays as it is, null gives the environment's value back. */
export interface LiveChange {
  mode?: Mode | null;
  paused?: boolean | null;
}

/** What is in force now, and the change that undoes this one. */
export interface LiveChanged {
  status: Status;
  undo: LiveChange;
}

/** 200 while the process serves. */
export interface Health {
  status: "ok";
  /** Is the user interface built? */
  ui: "built" | "missing";
  store: { messages: number; bytes: number };
}

/** A type for the send form. */
export interface CataloguedType {
  type: string;
  /** JSON Schema (draft 7) of the payload; null for a type that was seen but is not catalogued. */
  schema: Record<string, unknown> | null;
  /** How many messages of it were seen, evicted ones too. */
  seen: number;
}

/** Catalogued types and those that were seen. */
export interface Catalogue {
  types: CataloguedType[];
}
