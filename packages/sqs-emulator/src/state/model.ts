import type { Line, Place } from "./line.ts";
import type { Remembered } from "./remembered.ts";
import type { QueueSettings } from "./settings.ts";
import type { StateOptions } from "./state-options.ts";

/**
 * Everything that the emulator knows. The functions of this folder change it, as functions of what is in it, of the
 * time that they are given, and of what `newId` and `random` give. They do no I/O, set no timer and never ask what time
 * it is. All times are milliseconds since 1970.
 */
export interface State {
  readonly options: StateOptions;
  /** By region, account and name. */
  readonly queues: Map<string, Queue>;
  /** When names of deleted queues were deleted, for the minute in which they are not free (D36). */
  readonly deletedAt: Map<string, number>;
  /** The number of the next message. */
  nextNumber: number;
  /** The turn of the next FIFO group that becomes ready. */
  nextTurn: number;
  /** What all queues take in memory, about. */
  memoryBytes: number;
  /** Queues by the time when something of theirs is due: a timeout, a delay, a retention, a move. */
  readonly agenda: Line<Queue>;
  /** Queues in which something has begun to wait since this was last emptied; waiting polls ask it. */
  readonly available: Set<Queue>;
  /** What has changed since it was last written down; undefined where nothing is written. */
  changes: Changes | undefined;
}

/** Where a queue is; two queues may share a name in different regions or accounts. */
export interface QueueAddress {
  readonly region: string;
  readonly accountId: string;
  readonly name: string;
}

export interface Queue extends QueueAddress {
  readonly arn: string;
  readonly isFifo: boolean;
  readonly createdAt: number;
  modifiedAt: number;
  /** As texts: those that were set and those that have a default. */
  attributes: Map<string, string>;
  /** What the attributes say, ready for use. */
  settings: QueueSettings;
  readonly tags: Map<string, string>;
  /** Every message, by its number. */
  messages: Map<number, Message>;
  /** Of a standard queue: what the next receive takes, oldest first. */
  waiting: Line<Message>;
  /** Of a FIFO queue: its groups, and those that may give a message, in turn. */
  groups: Map<string, Group>;
  ready: Line<Group>;
  /** What is delayed or in flight, by the time when it is visible. */
  hidden: Line<Message>;
  /** Every message by age, for the retention period. */
  byAge: Line<Message>;
  /** How many are in which state (D37). */
  counts: Record<MessageState, number>;
  /** What all that takes in memory, about. */
  memoryBytes: number;
  /** Of a FIFO queue: what was sent within the last five minutes (D31), and receives with an attempt id. */
  deduplications: Remembered<Deduplication>;
  attempts: Remembered<ReceiveAttempt>;
  purgedAt: number | undefined;
  /** Tasks that move messages out of this queue, oldest first; the last ten are kept (D21). */
  readonly moveTasks: MoveTask[];
  /** When the agenda has it looked at: never later than the first thing that is due. */
  due: Place<Queue> | undefined;
  isDeleted: boolean;
}

/** A message is *waiting* for a receive, *delayed*, or *in flight*: received, and hidden for its visibility timeout. */
export type MessageState = "waiting" | "delayed" | "in flight";

export interface Message {
  /** Where it came in the order of everything that arrived anywhere; also its name within a receipt handle. */
  readonly number: number;
  readonly id: string;
  readonly queue: Queue;
  readonly content: Content;
  /** Retention counts from it. */
  readonly sentAt: number;
  state: MessageState;
  /** When a delayed message or one in flight is waiting (again). */
  visibleAt: number;
  /** Receives so far, in this queue and in those that it was dead-lettered from (D13). */
  receiveCount: number;
  /** How many of them were elsewhere: they do not count towards this queue's maxReceiveCount (D14). */
  readonly receivedElsewhere: number;
  /** In this queue or in one that it was dead-lettered from; the 12 hours of D7 count from it. */
  firstReceivedAt: number | undefined;
  /** On FIFO: 20 digits that rise (D32). */
  readonly sequenceNumber: string | undefined;
  /** ARN of the queue that it was dead-lettered from (D15). */
  readonly deadLetterSource: string | undefined;
  /** On FIFO: its group. A standard queue has none, whatever the message says (D33). */
  readonly group: Group | undefined;
  /** Where it stands among the waiting, or among the hidden. */
  place: Place<Message> | undefined;
  agePlace: Place<Message> | undefined;
}

/** What a sender sent, checked. */
export interface Content {
  readonly body: string;
  readonly md5OfBody: string;
  readonly attributes: MessageAttributes | undefined;
  readonly md5OfAttributes: string | undefined;
  readonly traceHeader: string | undefined;
  readonly senderId: string;
  readonly groupId: string | undefined;
  readonly deduplicationId: string | undefined;
  /** Size of body and attributes in UTF-8 (D27). */
  readonly bytes: number;
}

export type MessageAttributes = Readonly<Record<string, MessageAttribute>>;

/** Binary values are in base64, as they travel. */
export interface MessageAttribute {
  readonly DataType: string;
  readonly StringValue?: string;
  readonly BinaryValue?: string;
}

/**
 * The messages of one FIFO group. While one of them is in flight the group gives no other (D32); what came back stands
 * where it stood before, since all wait in the order of their numbers.
 */
export interface Group {
  readonly id: string;
  readonly waiting: Line<Message>;
  /** Its messages in all; a group of none is forgotten. */
  size: number;
  inFlight: number;
  /** Its place among the groups that may give a message; none while it is blocked or has none waiting. */
  ready: Place<Group> | undefined;
}

/** That something was sent with a deduplication id; it outlives its message (D31). */
export interface Deduplication {
  readonly queue: Queue;
  readonly key: string;
  readonly messageId: string;
  readonly sequenceNumber: string;
  readonly expiresAt: number;
}

/** What a receive with an attempt id gave, for the client that did not get the answer and asks again. */
export interface ReceiveAttempt {
  readonly queue: Queue;
  /** The attempt id. */
  readonly key: string;
  readonly received: readonly Pick<Message, "number" | "receiveCount">[];
  readonly expiresAt: number;
}

/** A task that moves a dead-letter queue's messages back to their sources, or to one destination. */
export interface MoveTask {
  readonly id: string;
  readonly destinationArn: string | undefined;
  readonly messagesPerSecond: number | undefined;
  readonly startedAt: number;
  readonly toMove: number;
  moved: number;
  status: "RUNNING" | "COMPLETED" | "CANCELLED" | "FAILED";
  failureReason: string | undefined;
  /** When its next message is moved. */
  nextAt: number;
}

/**
 * What operations have changed, for whoever writes it down before they are answered. Each thing is named once; what it
 * is now is read from it: a message is gone if its queue's `messages` has it no more, what is remembered likewise, a
 * queue if it `isDeleted`.
 */
export interface Changes {
  /** Attributes, tags, move tasks and the like; not messages. */
  readonly queues: Set<Queue>;
  readonly messages: Set<Message>;
  readonly deduplications: Set<Deduplication>;
  readonly attempts: Set<ReceiveAttempt>;
  /** Queues of which all messages, and all that was remembered of them, are gone. */
  readonly emptied: Set<Queue>;
}
