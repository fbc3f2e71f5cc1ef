import { catchUp, nextDue } from "../state/catch-up.ts";
import { toHandle } from "../state/handle.ts";
import type { Content, Message, Queue, State } from "../state/model.ts";
import { createQueue, createState } from "../state/queues.ts";
import { type Receive, receive } from "../state/receive.ts";
import { type Sent, send } from "../state/send.ts";
import type { StateOptions } from "../state/state-options.ts";
import { completeAttributes } from "../validate/queue-attributes.ts";

/** A state with a time of its own, for tests of what the state does by itself. */
export interface Lab {
  readonly state: State;
  now(): number;
  /** Lets time pass; everything that is due happens at its own time. */
  pass(seconds: number): void;
  /** A queue; a name that ends in `.fifo` makes it FIFO. */
  queue(name: string, attributes?: Record<string, string | number | object>): Queue;
  /** Sends a body; on FIFO to group `g`, with the body as deduplication id. */
  send(queue: Queue, body: string, choice?: Partial<Content> & { delaySeconds?: number }): Sent;
  /** Receives one message with the queue's visibility timeout, or as is said. */
  receive(queue: Queue, choice?: { max?: number; visibilitySeconds?: number; attemptId?: string }): Message[];
  /** Receives one message, and gives its receipt handle. */
  take(queue: Queue, choice?: { visibilitySeconds?: number }): { message: Message; handle: string };
}

export const START = 1_800_000_000_000;

export function createLab(options: Partial<StateOptions> = {}): Lab {
  let ids = 0;
  let now = START;
  const state = createState({
    inFlightLimit: 120_000,
    memoryLimitBytes: 1e9,
    queueLimit: 1000,
    newId: () => `id-${++ids}`,
    random: () => 0.5,
    ordering: "fifo-ish",
    duplicateChance: 0,
    ...options,
  });
  const lab: Lab = {
    state,
    now: () => now,
    pass(seconds) {
      const target = now + seconds * 1000;
      for (let due = nextDue(state); due !== undefined && due <= target; due = nextDue(state)) {
        now = Math.max(now, due);
        catchUp(state, now);
      }
      now = target;
    },
    queue(name, attributes = {}) {
      const isFifo = name.endsWith(".fifo");
      const texts = Object.entries({ ...attributes, ...(isFifo && { FifoQueue: "true" }) }).map(
        ([key, value]) => [key, typeof value === "object" ? JSON.stringify(value) : String(value)] as const,
      );
      const address = { region: "us-east-1", accountId: "000000000000", name };
      return createQueue(state, address, { attributes: completeAttributes(new Map(texts), isFifo), now });
    },
    send(queue, body, { delaySeconds, ...content } = {}) {
      const ids = queue.isFifo ? { groupId: "g", deduplicationId: body } : {};
      const delayMs = delaySeconds === undefined ? undefined : delaySeconds * 1000;
      return send(state, queue, { content: { ...contentOf(body), ...ids, ...content }, delayMs, now });
    },
    receive(queue, { max = 1, visibilitySeconds, attemptId } = {}) {
      const visibilityMs = visibilitySeconds === undefined ? queue.settings.visibilityMs : visibilitySeconds * 1000;
      const choice: Receive = { max, visibilityMs, now, attemptId };
      return receive(state, queue, choice);
    },
    take(queue, choice = {}) {
      const [message] = lab.receive(queue, choice);
      if (message === undefined) throw new Error(`Expected a message in ${queue.name}, got none`);
      return { message, handle: toHandle(message) };
    },
  };
  return lab;
}

export function bodiesOf(messages: Iterable<Message>): string[] {
  return [...messages].map(({ content }) => content.body);
}

// --- internal ---

function contentOf(body: string): Content {
  return {
    body,
    md5OfBody: "",
    attributes: undefined,
    md5OfAttributes: undefined,
    traceHeader: undefined,
    senderId: "000000000000",
    groupId: undefined,
    deduplicationId: undefined,
    bytes: body.length,
  };
}
