import type { StatementId } from "./statements.ts";

/** Where a test proves that this project's own code keeps a statement, whatever the emulator does. */
export interface Proof {
  /** What is kept, for `docs/fidelity.md`. */
  readonly keeps: string;
  /** Path from the project's root. */
  readonly file: string;
  /** The test's name, or how it begins. */
  readonly title: string;
}

const client = (keeps: string, title: string, file = "test/contract/client.test.ts"): Proof => ({ keeps, file, title });

/** `@letsgo/queue`, and the settings it is given. */
export const ourClient: Partial<Record<StatementId, Proof>> = {
  D1: client("no other delay is sent", "D1: enqueue sends no delay above 900 s"),
  D2: client(
    "0 is sent as 0, none as none",
    "asks SQS for the delay, 0 included, and else leaves it to the queue (D2)",
    "packages/queue/src/transports/sqs-transport.test.ts",
  ),
  D3: client("refused before it is sent", "D3: enqueue refuses a delay on a FIFO queue, and sends none"),
  D5: client("settings are refused", "D5"),
  D6: client(
    "`retryAfter` counts from the failure",
    "makes the message visible again after its seconds, sooner or later than the timeout would (D6)",
    "packages/queue/src/receive/retry-after.test.ts",
  ),
  D7: client(
    "`retryAfter` is cut at 12 hours",
    "is cut at 12 hours since the first delivery (D7)",
    "packages/queue/src/receive/retry-after.test.ts",
  ),
  D8: client(
    "a refusal of `retryAfter` is told",
    "says each time why else it could not be fulfilled (D8)",
    "packages/queue/src/receive/retry-after.test.ts",
  ),
  D11: client("settings are refused", "D11"),
  D14: client("settings are refused", "D14"),
  D16: client(
    "queues that it makes are a pair of one type",
    "makes FIFO queues of a .fifo name, the dead-letter queue too (D16)",
    "packages/queue/src/admin/ensure-queues.test.ts",
  ),
  D18: client(
    "found without the call, too",
    "lists the queues whose dead letters come here (D18)",
    "packages/queue/src/admin/operations.test.ts",
  ),
  D22: client("settings are refused", "D22"),
  D25: client(
    "10 at most are sent together",
    "share calls of SendMessageBatch of at most 10 entries (D25)",
    "packages/queue/src/sending/coalescing.test.ts",
  ),
  D26: client("escaped, never lost", "D26: enqueue sends no character that SQS refuses, and loses none"),
  D27: client("refused before it is sent", "D27: enqueue refuses a message one byte above the limit"),
  D28: client("refused before it is sent", "D28: enqueue refuses more attributes than leave room for its own"),
  D29: client("refused before it is sent", "D29: enqueue refuses the attribute"),
  D30: client(
    "direct mode has the same digests",
    "delivers the digests that SQS makes (D30)",
    "packages/queue/src/transports/transport.contract.test.ts",
  ),
  D31: client("refused before it is sent", "D31: enqueue refuses %j on a FIFO queue"),
  D33: client("a deduplication id is refused there", "D33: enqueue takes a group on a standard queue"),
  D35: client("settings are refused", "D35: settings hold the names"),
  D37: client(
    "three counts are shown",
    "tells waiting, in flight and delayed apart, and the dead-letter queue's beside them (D37)",
    "packages/queue/src/admin/queue-depths.test.ts",
  ),
};

const emulator = (keeps: string, title: string, file: string): Proof => ({
  keeps,
  file: `packages/sqs-emulator/src/state/${file}`,
  title,
});

/** `@letsgo/sqs-emulator`, where a test that turns its clock proves more than a run in real time, or instead of one. */
export const ourEmulator: Partial<Record<StatementId, Proof>> = {
  D7: emulator("to the second", "D7: a change hides a message until 12 hours", "visibility.test.ts"),
  D22: emulator("to the millisecond", "D22: a message vanishes after its retention period", "time.test.ts"),
  D23: emulator("to the second", "D23: it keeps its time on a standard queue", "dead-letter.test.ts"),
  D31: emulator("to the end of the five minutes", "D31: a repetition is swallowed for five minutes", "time.test.ts"),
  D34: emulator("kept", "D34: 120,000 messages may be in flight", "limits.test.ts"),
  D36: emulator("to the millisecond", "D36: a deleted queue's name is free after 60 s", "time.test.ts"),
};

const poller = (keeps: string, title: string, file: string): Proof => ({
  keeps,
  file: `packages/event-source/src/${file}`,
  title,
});

/** `@letsgo/event-source`, where a test of its own proves more than a run against an emulator, or instead of one. */
export const ourEventSource: Partial<Record<StatementId, Proof>> = {
  C1: poller("kept", "C1: batchSize is 1 to 10,000", "parse-mapping-options.test.ts"),
  C2: poller("kept", "C2: a batchSize above 10 requires a window", "parse-mapping-options.test.ts"),
  C3: poller("kept", "C3: the window is 0 to 300 s", "parse-mapping-options.test.ts"),
  C4: poller(
    "kept; 6 MB with a stand-in for the queue",
    "C4: the cut is at the byte: an event of 6 MB is one invocation, one byte more are two",
    "gather-batch.test.ts",
  ),
  C9: poller(
    "kept, in shape",
    "C9: function errors make for fewer batches at once, down to one, and successes bring them back",
    "scaling.test.ts",
  ),
  C20: poller(
    "kept, in shape, with a clock that is turned",
    "C20: while there is a backlog there are 300 more batches at once each minute, up to 1,250",
    "scaling.test.ts",
  ),
  C21: poller("kept", "C21: maximumConcurrency is 2 to 1,000", "parse-mapping-options.test.ts"),
};
