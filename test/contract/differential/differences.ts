import type { Step } from "./script.ts";

/** Where LocalStack 4.14 and our emulator answer the same call otherwise. */
export interface Difference {
  /** What LocalStack does; ours does what the source says. */
  readonly what: string;
  readonly source: string;
  readonly matches: (seen: Seen) => boolean;
}

interface Seen {
  readonly step: Step;
  readonly theirs: object;
  readonly ours: object;
  readonly isFifo: boolean;
}

/** Reviewed: an answer that differs and is none of these fails the test, and so does one of these that never comes. */
export const differences: readonly Difference[] = [
  {
    what: "half of a surrogate pair is an InternalError, of a whole batch too",
    source: "API reference, SendMessage: InvalidMessageContents",
    matches: ({ step, theirs }) => entriesOf(step).some(({ body }) => body === "half of a pair") && isInternal(theirs),
  },
  {
    what: "delays above 900 s and below 0 are accepted (D1)",
    source: "API reference, SendMessage: DelaySeconds is 0 to 900",
    matches: ({ step, theirs, ours }) =>
      entriesOf(step).some(({ delay = 0 }) => delay < 0 || delay > 900) && isMoreLenient(theirs, ours),
  },
  {
    what: "eleven attributes are accepted (D28)",
    source: "Developer Guide, message metadata: at most 10 attributes",
    matches: ({ step, ours, theirs }) => hasAttributes(step, "11") && isMoreLenient(theirs, ours),
  },
  {
    what: "a name with successive dots, and a Number that is none, are accepted (D29)",
    source: "API reference, SendMessage and MessageAttributeValue",
    matches: ({ step, ours, theirs }) => hasAttributes(step, "name ..", "no number") && isMoreLenient(theirs, ours),
  },
  {
    what: "the failure of an entry has an exception's name, and bad characters are not the sender's fault (D25)",
    source: "recorded of AWS: LocalStack's own test_send_batch_message_size (InvalidParameterValue, SenderFault true)",
    matches: ({ step, theirs, ours }) => step.kind === "batch" && isEqual(withPlainFailures(theirs), ours),
  },
  {
    what: "of two things that are wrong with a message, the other one is told",
    source: "AWS promises no order of its checks",
    matches: ({ step, theirs, ours }) =>
      entriesOf(step).length > 0 && isEqual(withoutReasons(theirs), withoutReasons(ours)),
  },
  {
    what: "bounds of receives are not checked: MaxNumberOfMessages 0, VisibilityTimeout 43,201 and -1 (D5, D11)",
    source: "API reference, ReceiveMessage",
    matches: ({ step, theirs, ours }) => step.kind === "receive" && !isRefused(theirs) && isRefused(ours),
  },
  {
    what: "bounds of a changed visibility are not checked, or after the handle (D5)",
    source: "API reference, ChangeMessageVisibility: 0 to 43,200",
    matches: ({ step, ours }) =>
      step.kind === "change" && (step.visibility < 0 || step.visibility > 43_200) && isRefused(ours),
  },
  {
    what: "the visibility of a message that is not in flight by this handle can be changed (D8)",
    source: "API reference, ChangeMessageVisibility: MessageNotInflight",
    matches: ({ step, theirs, ours }) => step.kind === "change" && !isRefused(theirs) && isRefused(ours),
  },
  {
    what: "the handle of an earlier receive deletes (D9), of one before a redrive too (D20)",
    source: "API reference, DeleteMessage: the request succeeds, but the message will not be deleted",
    matches: ({ step, theirs, ours }) =>
      step.kind === "delete" && !isRefused(theirs) && totalOf(theirs) === totalOf(ours) - 1,
  },
  {
    what: "on FIFO the handle of an earlier receive deletes while a later one has the message",
    source: "an SDK maintainer of AWS (aws-sdk-js 1750): FIFO rejects a delete whose handle has expired",
    matches: ({ step, theirs, ours, isFifo }) =>
      step.kind === "delete" && isFifo && !isRefused(theirs) && isRefused(ours),
  },
  {
    what: "on FIFO a delete by the handle of a message that has gone to the dead-letter queue is refused",
    source: "AWS says nothing of it; here as a delete of any message that is gone (D10)",
    matches: ({ step, theirs, ours, isFifo }) =>
      step.kind === "delete" && isFifo && isRefused(theirs) && !isRefused(ours),
  },
  {
    what: "a FIFO group goes on when one of its messages comes back while others are in flight (D32)",
    source: "Developer Guide, FIFO delivery logic: no more of a group until all are deleted or visible again",
    matches: ({ step, theirs, ours, isFifo }) =>
      (step.kind === "receive" || step.kind === "expire") && isFifo && bodiesOf(theirs).length > bodiesOf(ours).length,
  },
  {
    what: "on FIFO a message is not back after its timeout while another, of any group, has a longer one",
    source: "API reference, ReceiveMessage: the timeout is that of each message",
    matches: ({ step, theirs, ours, isFifo }) =>
      step.kind === "expire" && isFifo && isEqual({ ...theirs, isBack: true }, ours),
  },
  {
    what: "a redriven message keeps its receives and its dead-letter source (D20)",
    source: "Developer Guide, dead-letter queue redrive: redriven messages are new, with a new id and enqueue time",
    matches: ({ step, theirs, ours }) =>
      (step.kind === "receive" || step.kind === "expire") &&
      isEqual(bodiesOf(theirs), bodiesOf(ours)) &&
      JSON.stringify(theirs).includes("DeadLetterQueueSourceArn"),
  },
  {
    what: "bounds of queue attributes are not checked (D1, D5, D11, D22, D27)",
    source: "API reference, SetQueueAttributes",
    matches: ({ step, theirs, ours }) => step.kind === "set" && !isRefused(theirs) && isRefused(ours),
  },
];

// --- internal ---

interface Outcome {
  readonly refused?: string;
  readonly successful?: readonly object[];
  readonly failed?: readonly { readonly id?: string; readonly code?: string; readonly sendersFault?: boolean }[];
}
type Counts = Readonly<Record<string, Readonly<Record<string, number>>>>;

const isRefused = (outcome: Outcome) => outcome.refused !== undefined;
const isInternal = ({ refused }: Outcome) => refused === "InternalError";
const isEqual = (one: object, other: object) => JSON.stringify(one) === JSON.stringify(other);

function bodiesOf(outcome: object): readonly unknown[] {
  const { messages = outcome } = outcome as { messages?: object };
  return Array.isArray(messages) ? messages.map(({ Body }) => Body) : [];
}

/** What was refused, without why. */
function withoutReasons({ refused, successful, failed }: Outcome): object {
  return { isRefused: refused !== undefined, successful, failed: failed?.map(({ id }) => id) };
}

/** Accepted as a whole where ours is refused, or more entries of a batch. */
function isMoreLenient(theirs: Outcome, ours: Outcome): boolean {
  if (isRefused(theirs)) return false;
  return isRefused(ours) || (theirs.successful?.length ?? 0) > (ours.successful?.length ?? 0);
}

function entriesOf(step: Step) {
  return step.kind === "send" ? [step] : step.kind === "batch" ? step.entries : [];
}

function hasAttributes(step: Step, ...names: string[]): boolean {
  return entriesOf(step).some(({ attributes }) => names.includes(attributes));
}

/** A batch's answer with the codes that single calls have. */
function withPlainFailures({ successful, failed = [] }: Outcome): object {
  const plain: Readonly<Record<string, string>> = {
    InvalidParameterValueException: "InvalidParameterValue",
    MissingRequiredParameterException: "MissingParameter",
  };
  return {
    successful,
    failed: failed.map(({ id, code = "" }) => ({ id, code: plain[code] ?? code, sendersFault: true })),
  };
}

function totalOf(counts: object): number {
  const { main = {}, dlq = {} } = counts as Counts;
  return [...Object.values(main), ...Object.values(dlq)].reduce((sum, count) => sum + count, 0);
}
