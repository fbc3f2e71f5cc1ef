import { setFlagsFromString } from "node:v8";
import { runInNewContext } from "node:vm";
import { expect, test } from "vitest";
import { flatUuid } from "../flat-uuid.ts";
import { createLab, type Lab } from "../test-support/lab.ts";
import { contentOf } from "../validate/content.ts";
import { deleteMessage } from "./delete-message.ts";
import { toHandle } from "./handle.ts";
import type { Queue } from "./model.ts";

const MESSAGES = 10_000;

/** Messages as they are sent, told apart by a number; `after` is done to each once it is sent. */
interface Kind {
  readonly what: string;
  readonly attributes?: Record<string, string>;
  readonly toInput: (index: number) => object;
  readonly after?: (lab: Lab, queue: Queue, index: number) => void;
}

const body = (index: number) => `${index}`.padEnd(100, "x");
const ids = (index: number) => ({
  MessageGroupId: `group-${index % 1000}`,
  MessageDeduplicationId: `message-${index}`,
});
const text = (StringValue: string) => ({ DataType: "String", StringValue });
const fifo = (index: number) => ({ MessageBody: body(index), ...ids(index) });

const kinds: readonly Kind[] = [
  { what: "short", toInput: (index) => ({ MessageBody: `${index}` }) },
  { what: "ASCII", toInput: (index) => ({ MessageBody: body(index) }) },
  {
    what: "one emoji, for which all is kept in two bytes a character",
    toInput: (index) => ({ MessageBody: `😀${body(index)}` }),
  },
  { what: "Chinese", toInput: (index) => ({ MessageBody: `${index}`.padEnd(100, "漢") }) },
  {
    what: "with attributes",
    toInput: (index) => ({
      MessageBody: body(index),
      MessageAttributes: { one: text(`v${index}`), two: text(`é😀${index}`) },
    }),
  },
  {
    what: "with a trace header",
    toInput: (index) => ({
      MessageBody: body(index),
      MessageSystemAttributes: { AWSTraceHeader: text(`Root=${index}`.padEnd(200, "y")) },
    }),
  },
  { what: "FIFO", toInput: fifo },
  {
    what: "FIFO, each in a group of its own",
    toInput: (index) => ({ ...fifo(index), MessageGroupId: `group-${index}`.padEnd(128, "g") }),
  },
  {
    what: "FIFO, deduplicated by content within groups",
    attributes: { ContentBasedDeduplication: "true", DeduplicationScope: "messageGroup" },
    toInput: (index) => ({ MessageBody: body(index), MessageGroupId: `group-${index % 1000}` }),
  },
  {
    what: "FIFO, deleted",
    toInput: fifo,
    after: (lab, queue) => receiveAndDelete(lab, queue),
  },
  {
    what: "FIFO, deleted after a receive with an attempt id",
    toInput: fifo,
    after: (lab, queue, index) => receiveAndDelete(lab, queue, `attempt-${index}`),
  },
];

test.each(kinds)("what is counted for messages, $what, is what they take at least, and not twice that", (kind) => {
  // Once before, so that what is compiled on the way is not counted.
  fill(kind, 2000);
  const before = heldBytes();
  const queue = fill(kind, MESSAGES);
  const held = heldBytes() - before;

  expect(queue.memoryBytes).toBeGreaterThan(held);
  expect(queue.memoryBytes).toBeLessThan(2 * held);
});

// --- internal ---

function fill(kind: Kind, messages: number): Queue {
  const lab = createLab({ newId: flatUuid });
  const queue = lab.queue(kind.what.startsWith("FIFO") ? "q.fifo" : "q", kind.attributes);
  for (let index = 0; index < messages; index += 1) {
    // As from a request: a text of a literal is shared.
    const input = JSON.parse(JSON.stringify(kind.toInput(index)));
    const traceHeader = input.MessageSystemAttributes?.AWSTraceHeader.StringValue;
    lab.send(queue, "", contentOf(input, queue, { senderId: "000000000000", traceHeader, isBatch: false }));
    kind.after?.(lab, queue, index);
  }
  return queue;
}

function receiveAndDelete(lab: Lab, queue: Queue, attemptId?: string): void {
  for (const message of lab.receive(queue, { visibilitySeconds: 600, ...(attemptId && { attemptId }) })) {
    deleteMessage(lab.state, queue, toHandle(message));
  }
}

setFlagsFromString("--expose-gc");
const collectGarbage: () => void = runInNewContext("gc");

function heldBytes(): number {
  // The first may leave what finalizers hold.
  collectGarbage();
  collectGarbage();
  return process.memoryUsage().heapUsed;
}
